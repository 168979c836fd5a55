using Weave.Codecs;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class ExceptionTests
{
    sealed class OutOfStockException(string item, int left, DayOfWeek day) : Exception($"{item}: {left} left")
    {
        public string Item { get; } = item;

        public int Left { get; } = left;

        public DayOfWeek Day { get; } = day;

        public List<int>? Rich { get; set; }
    }

    sealed class OddException<T>(Exception? inner = null) : Exception("odd", inner)
    {
        public override string Message => throw new InvalidOperationException();

        public override string? StackTrace => throw new InvalidOperationException();
    }

    static T Thrown<T>(T exception)
        where T : Exception
    {
        try
        {
            Fail(exception);
        }
        catch (T)
        {
        }

        return exception;
    }

    static void Fail(Exception exception) => throw exception;

    static T Back<T>(T exception)
        where T : Exception =>
        Assert.IsType<T>(ExceptionCodec.Decode(ExceptionCodec.Encode(exception)));

    [Fact]
    public void Type_message_data_inner_and_stack_come_back()
    {
        var inner = Thrown(new KeyNotFoundException("which?"));
        var original = Thrown(new InvalidOperationException("boom", inner));
        original.Data["order"] = 42;
        original.Data["when"] = new DateTime(2024, 1, 1);
        original.Data["odd"] = new Version(1, 2);
        var back = Back(original);
        Assert.Equal("boom", back.Message);
        Assert.Equal(original.HResult, back.HResult);
        Assert.Equal((42, new DateTime(2024, 1, 1), "1.2"), (back.Data["order"], back.Data["when"], back.Data["odd"]));
        Assert.Equal("which?", Assert.IsType<KeyNotFoundException>(back.InnerException).Message);
        Assert.Contains(nameof(Fail), back.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(Fail), back.InnerException!.StackTrace, StringComparison.Ordinal);

        // Thrown again, and saved again: the first stack is still on top, once.
        var again = Thrown(Back(Thrown(back)));
        Assert.StartsWith(original.StackTrace!, again.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Restoring_many_times_does_not_grow_the_stack()
    {
        Exception error = Thrown(new InvalidOperationException("x"));
        var first = ExceptionCodec.Encode(error);
        for (var i = 0; i < 10; i++)
            error = ExceptionCodec.Decode(ExceptionCodec.Encode(error));
        Assert.Equal(first, ExceptionCodec.Encode(error));
    }

    [Fact]
    public void Known_types_keep_their_own_members()
    {
        Assert.Equal("p", Back(new ArgumentNullException("p")).ParamName);
        Assert.Equal(new ArgumentNullException("p").Message, Back(new ArgumentNullException("p")).Message);
        Assert.Equal(5, Back(new ArgumentOutOfRangeException("p", 5, "no")).ActualValue);
        Assert.Equal("thing", Back(new ObjectDisposedException("thing")).ObjectName);
        Assert.Equal("f.txt", Back(new FileNotFoundException("gone", "f.txt")).FileName);
        Assert.Equal("c", Back(new TaskCanceledException("c")).Message);
        Assert.Equal(new DivideByZeroException().Message, Back(new DivideByZeroException()).Message);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, Back(new HttpRequestException("no", null, System.Net.HttpStatusCode.NotFound)).StatusCode);
        var many = Back(new AggregateException("many", new InvalidOperationException("a"), new TimeoutException("b")));
        Assert.Equal(["a", "b"], many.InnerExceptions.Select(e => e.Message));
        Assert.Same(many.InnerExceptions[0], many.InnerException);
        Assert.Equal(new AggregateException("many", new InvalidOperationException("a")).Message, Back(new AggregateException("many", new InvalidOperationException("a"))).Message);
    }

    [Fact]
    public void A_type_of_the_user_comes_back_as_itself()
    {
        var back = Back(Thrown(new OutOfStockException("bolt", 3, DayOfWeek.Friday) { Rich = [1] }));
        Assert.Equal(("bolt", 3, DayOfWeek.Friday, "bolt: 3 left"), (back.Item, back.Left, back.Day, back.Message));
        Assert.Null(back.Rich);
    }

    [Fact]
    public void What_cannot_be_made_again_says_what_it_was()
    {
        var back = Assert.IsType<CapturedException>(ExceptionCodec.Decode(ExceptionCodec.Encode(new OddException<int>())));
        Assert.Contains("OddException", back.OriginalType, StringComparison.Ordinal);
        Assert.Equal(back.OriginalType, Back(back).OriginalType);
    }

    [Fact]
    public void Endless_inner_exceptions_are_cut_off()
    {
        var error = new Exception("0");
        for (var i = 1; i < 10_000; i++)
            error = new Exception($"{i}", error);
        Assert.Equal("9999", Back(error).Message);
    }

    [Fact]
    public void An_exception_lives_in_a_variable()
    {
        var error = Thrown(new OutOfStockException("nut", 1, DayOfWeek.Monday));
        var copy = Copy<object?[]>([error, error]);
        Assert.Same(copy[0], copy[1]);
        Assert.Equal("nut", Assert.IsType<OutOfStockException>(copy[0]).Item);
        Assert.Equal("x", Copy(new Exception("x")).Message);
    }

    [Fact]
    public void Inner_exceptions_are_who_they_were()
    {
        var inner = Thrown(new KeyNotFoundException("inner", new TimeoutException("innermost")));
        var outer = Thrown(new InvalidOperationException("outer", inner));
        var copy = Copy<object?[]>([inner, outer, inner.InnerException]);
        var back = Assert.IsType<InvalidOperationException>(copy[1]);
        Assert.Same(copy[0], back.InnerException);
        Assert.Same(copy[2], back.InnerException!.InnerException);
        Assert.Equal("innermost", Assert.IsType<TimeoutException>(copy[2]).Message);
        Assert.Contains(nameof(Fail), back.InnerException.StackTrace, StringComparison.Ordinal);

        var shared = new ArgumentException("shared");
        var many = Copy<object?[]>([new AggregateException("many", shared, inner, shared), shared, inner]);
        var aggregate = Assert.IsType<AggregateException>(many[0]);
        Assert.Equal([many[1], many[2], many[1]], aggregate.InnerExceptions);
        Assert.Same(many[1], aggregate.InnerException);
    }

    [Fact]
    public void Inner_exceptions_of_what_cannot_be_made_again_are_who_they_were()
    {
        var inner = new OutOfStockException("nut", 1, DayOfWeek.Monday);
        var copy = Copy<object?[]>([new OddException<int>(inner), inner]);
        Assert.Same(copy[1], Assert.IsType<CapturedException>(copy[0]).InnerException);
    }

    [Fact]
    public void No_inner_exception_is_too_deep_for_a_variable()
    {
        var error = new Exception("0");
        for (var i = 1; i < 10_000; i++)
            error = new Exception($"{i}", error);
        var depth = 0;
        for (var copy = Copy(error); copy is not null; copy = copy.InnerException)
            depth++;
        Assert.Equal(10_000, depth);
    }

    [Fact]
    public void A_record_that_has_its_inner_exceptions_in_its_bytes_is_read()
    {
        var codec = new ExceptionObjectCodec();
        var writer = StateWriter.RentForItems();
        writer.PutBinary(ExceptionCodec.Encode(new InvalidOperationException("outer", new TimeoutException("inner"))));
        var reader = new StateReader(run: null);
        reader.MoveTo(writer.Bodies.ToArray(), 0, writer.Position);
        writer.Return();
        var back = codec.Allocate(reader);
        codec.ReadBody(reader, back);
        Assert.Equal("inner", Assert.IsType<TimeoutException>(back.InnerException).Message);
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        var bytes = ExceptionCodec.Encode(new Exception("x"));
        bytes[3] ^= 1;
        Assert.Throws<CorruptStateException>(() => ExceptionCodec.Decode(bytes));
        Assert.Throws<CorruptStateException>(() => ExceptionCodec.Decode(default));
    }
}
