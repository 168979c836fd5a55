// since C# 14
using Corpus.Extensions14.Blocks;
using Weave;

namespace Corpus.Extensions14.Blocks
{
    public struct Weight
    {
        public int Grams;
    }

    public sealed class Box
    {
        public Weight Weight;

        public string? Label;
    }

    /// <summary>Extension blocks: the body of each method stands in a static method of the class around, and that one is woven.</summary>
    public static partial class Blocks
    {
        extension(int self)
        {
            // Trap: the receiver is a parameter of the block, live across cuts.
            [Fragment]
            public int Grown(int by)
            {
                for (var i = 0; i < by; i++)
                    self += Stop.Int(1);
                return self;
            }

            // Trap: a self-call in tail position jumps to the start, with the receiver as the first new value.
            [Fragment]
            public int Down(int sum) => self == 0 ? sum : (self - 1).Down(sum + self);

            // Trap: recursion through the block's own form.
            [Fragment]
            public int Fib() => self < 2 ? self : (self - 1).Fib() + (self - 2).Fib();

            [Fragment]
            public async Task<int> LaterAsync(int by)
            {
                await Durable.Checkpoint();
                return self + by;
            }

            // Trap: a static member of a type it extends: the twin is no member of int.
            [Fragment]
            public static int Made(int from) => Stop.Int(from) * 2;

            public int Twice => self * 2;
        }

        extension(Weight weight)
        {
            [Fragment]
            public int Weigh(int times, int offset = 1)
            {
                var sum = offset;
                for (var i = 0; i < times; i++)
                    sum += weight.Grams;
                return sum;
            }

            public int Plain(int times) => weight.Grams * times;

            public int Half => weight.Grams / 2;
        }

        extension(ref Weight weight)
        {
            public int Add(int grams) => weight.Grams += grams;
        }

        extension<T>(List<T> self)
            where T : notnull
        {
            public List<TOut> Mapped<TOut>(Func<T, TOut> map) => [.. self.Select(map)];

            // Trap: type parameters of the block and of the method; the receiver's comes first.
            [Fragment]
            public List<(T, TOther)> Zipped<TOther>(List<TOther> other)
            {
                var all = new List<(T, TOther)>();
                for (var i = 0; i < self.Count && i < other.Count; i++)
                    all.Add((self[i], other[i]));
                return all;
            }

            [Fragment]
            public T? Later(int index)
            {
                Stop.Void("later");
                return index < self.Count ? self[index] : default;
            }

            [Fragment]
            public static List<T> Filled(T item, int count)
            {
                var all = new List<T>();
                for (var i = 0; i < count; i++)
                    all.Add(item);
                return all;
            }
        }

        extension(string? text)
        {
            // Trap: a null receiver is legal, and reaches the body.
            [Fragment]
            public string OrNobody()
            {
                for (var turn = 0; turn < 1; turn++)
                    Log.Add("asked");
                return text ?? "nobody";
            }
        }

        // Trap: the implementation, called as the static method that it is, and by its simple name.
        [Fragment, Case(3)]
        public static int AsStatic(int x) => Grown(x, 2) + Blocks.Grown(self: x, by: Stop.Int(1)) + Made(x);
    }
}

namespace Corpus.Extensions14
{
    public static partial class Uses
    {
        // Trap: the receiver is a value that is read before the argument assigns the variable.
        [Fragment, Case(3)]
        public static int ReceiverReadFirst(int x) => x.Grown(x = Stop.Int(2)) + x + int.Made(x);

        // Trap: a struct in a field is a place to a member, but an argument to an extension: it is copied before the other argument changes the field. Woven callee or plain one.
        [Fragment, Case(3)]
        public static int StructInField(int x)
        {
            var box = new Box { Weight = new Weight { Grams = x } };
            var sum = box.Weight.Weigh(Stop.Int(box.Weight.Grams = 2)) * 100 + box.Weight.Grams;
            sum += box.Weight.Plain(Stop.Int(box.Weight.Grams = 5)) * 1000;
            return sum + box.Weight.Half;
        }

        // Trap: an extension by reference takes the place itself.
        [Fragment, Case(3)]
        public static int ByReference(int x)
        {
            var weight = new Weight { Grams = x };
            var sum = weight.Add(Stop.Int(4));
            var weights = new Weight[2];
            sum += weights[x - 2].Add(Stop.Int(x = 7));
            return sum * 10000 + weight.Grams * 100 + weights[1].Grams + x;
        }

        [Fragment, Case(6)]
        public static int Recursive(int x) => x.Down(1) + x.Fib() * 100;

        // Trap: type arguments that are inferred, given, and those of a static member.
        [Fragment, Case(3)]
        public static string Generic(int x)
        {
            var list = List<int>.Filled(x, Stop.Int(2));
            var texts = list.Mapped(i => i + "t");
            var longs = list.Mapped<int, long>(static i => i * 2L);
            var pairs = list.Zipped<int, long>(longs).Zipped(texts);
            return string.Join(",", texts) + string.Join(",", pairs) + list.Later(Stop.Int(1)) + texts.Later(5);
        }

        // Trap: behind a question mark, the receiver once.
        [Fragment, Case(null), Case("x")]
        public static string Conditional(string? text)
        {
            List<int>? list = text is null ? null : [4, 5];
            return text.OrNobody() + list?.Later(Stop.Int(1)) + text?.OrNobody();
        }

        // Trap: awaited, and in a chain with a property of a block.
        [Fragment, Case(4)]
        public static async Task<int> Awaited(int x) => (await x.LaterAsync(Stop.Int(1))).Twice + await (await 10.LaterAsync(x)).LaterAsync(x.Twice);

        // Trap: named arguments in another order, and one left out.
        [Fragment, Case(2)]
        public static int Named(int x) => new Weight { Grams = 3 }.Weigh(offset: Stop.Int(7), times: Stop.Int(x)) + new Weight { Grams = 4 }.Weigh(times: Log.Say(2));
    }
}
