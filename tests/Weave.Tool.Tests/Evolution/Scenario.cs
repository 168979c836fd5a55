using Weave.Contracts;

namespace Weave.Tool.Tests.Evolution;

/// <summary>A change of code while a run of it waits.</summary>
/// <param name="Name">What changes.</param>
/// <param name="Old">The code that started the run.</param>
/// <param name="New">The code that finds it.</param>
/// <param name="Verdict">Whether it goes on.</param>
/// <param name="Result">What it ends with if it does.</param>
sealed record Scenario(string Name, string Old, string New, Verdict Verdict, string Result = "")
{
    const string Order = "public partial record Order(int Id, int Total);";
    const string Body = "var sum = order.Total + count; var held = await Hold(sum); return $\"{order.Id} {order.Total} {sum} {held}\";";

    /// <summary>A change of the type of an argument.</summary>
    /// <param name="name">What changes.</param>
    /// <param name="old">The type as it was.</param>
    /// <param name="now">The type as it is.</param>
    /// <param name="verdict">Whether the run goes on.</param>
    /// <param name="result">What it ends with: the order's Show.</param>
    /// <param name="made">How the order is made.</param>
    public static Scenario OfType(string name, string old, string now, Verdict verdict, string result = "", string made = "new Order(7, 5)")
    {
        const string Body = "var held = await Hold(count); return order.Show() + held;";
        return new(name, Code(old, Body, made: made), Code(now, Body, made: made), verdict, result);
    }

    /// <summary>A change of the function.</summary>
    /// <param name="name">What changes.</param>
    /// <param name="old">Its body as it was.</param>
    /// <param name="now">Its body as it is.</param>
    /// <param name="verdict">Whether the run goes on.</param>
    /// <param name="result">What it ends with.</param>
    /// <param name="marks">Attributes of the function as it is.</param>
    /// <param name="more">Other members as they are.</param>
    public static Scenario OfBody(string name, string? old, string now, Verdict verdict, string result = "", string marks = "", string more = "") =>
        new(name, Code(Order, old ?? Body), Code(Order, now, marks, more: more), verdict, result);

    /// <summary>A change of its signature.</summary>
    public static Scenario OfSignature(string name, string signature, Verdict verdict, string result = "", string marks = "") =>
        new(name, Code(Order, Body), Code(Order, Body.Replace("count", signature.Contains("amount", StringComparison.Ordinal) ? "amount" : "count", StringComparison.Ordinal), marks, signature), verdict, result);

    /// <summary>No change but around it.</summary>
    public static Scenario Same(string name, string more) => new(name, Code(Order, Body), Code(Order, Body, more: more), Verdict.Identical, "7 5 8 80");

    /// <summary>The namespace of a build.</summary>
    /// <param name="number">Tells the scenarios of a build apart.</param>
    /// <param name="isOld">True for the build that starts the run: its step never ends.</param>
    public string Source(int number, bool isOld) =>
        $"namespace S{number}\n{{\n{(isOld ? Old : New)}\n}}\n".Replace("HOLD", isOld ? "new TaskCompletionSource<int>().Task" : "Task.FromResult(n * 10)", StringComparison.Ordinal);

    static string Code(string types, string body, string marks = "", string signature = "Fulfil(Order order, int count)", string more = "", string made = "new Order(7, 5)") => $$"""
        {{types}}
        public static partial class Orders
        {
            {{marks}} [Fragment] public static async Task<string> {{signature}} { {{body}} }
            {{more}}
            [Step] static Task<int> Hold(int n) => HOLD;
        #if OLD
            public static FragmentCall<string> Call() => Fragments.Fulfil({{made}}, 3);
        #endif
        }
        """;
}
