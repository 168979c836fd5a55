using Microsoft.CodeAnalysis.CSharp;
using Weave.Tool.Opening;

namespace Weave.Tool.Planning;

/// <summary>Plans a small function while MSBuild works on the project in another process: by then the compiler's code is compiled.</summary>
static class WarmUp
{
    const string Source = """
        using Weave;
        static partial class Warm
        {
            [Fragment]
            static async Task<int> Up(List<string> names, Dictionary<string, int> counts)
            {
                var sum = 0;
                foreach (var name in names)
                {
                    for (var i = 0; i < name.Length; i++)
                        sum += counts.GetValueOrDefault(name) is var count && count > 2 ? Down(i) : $"{name[i]}".Length;
                }
                try
                {
                    await Durable.Delay(TimeSpan.FromSeconds(sum));
                }
                catch (InvalidOperationException e) when (e.Message.Length > 3)
                {
                    sum = names.Where(n => n.Length > 1).Count();
                }
                await Record(sum);
                return sum;
            }

            [Fragment]
            static int Down(int n) => n == 0 ? 0 : 1 + Down(n - 1);

            [Step]
            static Task<int> Record(int n) => Task.FromResult(n);
        }
        """;

    /// <summary>Starts it; nobody waits for it, and its failure is nobody's.</summary>
    public static void Start(CancellationToken cancel) => _ = Task.Run(() => PlanReader.Read(new("Warm", SingleFile.Compile("Warm", CSharpSyntaxTree.ParseText(Source, SingleFile.Options, "Warm.cs"))), cancel), cancel);
}
