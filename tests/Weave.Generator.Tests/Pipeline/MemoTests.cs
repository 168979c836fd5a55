using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Pipeline;
using Weave.Generator.Tests.Equivalence;

namespace Weave.Generator.Tests.Pipeline;

/// <summary>What is not lowered again is what would be lowered again: after every edit a driver that has seen the source before gives what a new one gives.</summary>
public sealed class MemoTests
{
    const string Caller = """
        using Weave;
        namespace Memo;
        public static partial class Caller
        {
            [Fragment]
            public static int Sum(int[] numbers)
            {
                var sum = 0;
                for (var i = 0; i < numbers.Length; i++)
                    sum += Callee.Of(numbers[i]) + Callee.Cheap(i);
                return sum;
            }

            [Fragment]
            public static int Loop(Box box)
            {
                while (box.Left > 0)
                    box.Left--;
                return box.Left;
            }
        }
        """;

    const string CalleeText = """
        using Weave;
        namespace Memo;
        public sealed class Box { public int Left; }
        public static partial class Callee
        {
            [Fragment]
            public static int Of(int number)
            {
                var left = number;
                while (left > 10)
                    left /= 2;
                return left;
            }

            public static int Cheap(int number) => number + 1;

            public static int Plain(int number)
            {
                return number * 2;
            }
        }
        """;

    /// <summary>Edits of the second file: what is replaced by what.</summary>
    public static TheoryData<string, string> Edits => new()
    {
        { "left > 10", "left > 20" },
        { "left /= 2;", "unsafe { left /= 2; int* p = &left; while (*p > 100) (*p)--; }" },
        { "return left;", "return left + Caller.Sum([left]);" },
        { "return left;", "lock (typeof(Callee)) { return Caller.Sum([left]) + left; }" },
        { "number + 1", "number + 2" },
        { "public int Left;", "public long Right; public int Left;" },
        { "public int Left;", "public int Left; public System.IO.Stream? Stream;" },
        { "public int Left;", "public int Left { get; set; }" },
        { "[Fragment]", "" },
        { "number * 2", "number * 3" },
        { "public static int Of(int number)", "public static int Of(in int number)" },
        { "public static int Of(int number)", "public static int Of(long number, int more = 1)" },
        { "using Weave;", "using Weave;\n\n" },
    };

    static CSharpCompilation Compile(string callee) => GeneratorHost.Compile("Memo", LanguageVersion.Preview, [("Caller.cs", Caller), ("Callee.cs", callee)]);

    static CSharpCompilation Edit(CSharpCompilation compilation, string path, string text)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == path);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, path, System.Text.Encoding.UTF8));
    }

    static string Texts(GeneratorDriver driver) => string.Join("\n", driver.GetRunResult().Results.Single().GeneratedSources.OrderBy(static s => s.HintName, StringComparer.Ordinal).Select(static s => s.HintName + "\n" + s.SourceText));

    [Theory]
    [MemberData(nameof(Edits))]
    public void After_an_edit_a_driver_that_has_seen_the_source_gives_what_a_new_one_gives(string old, string now)
    {
        var before = Compile(CalleeText);
        GeneratorDriver driver = GeneratorHost.Driver();
        driver = driver.RunGenerators(before);
        var edited = CalleeText.Replace(old, now, StringComparison.Ordinal);
        Assert.NotEqual(CalleeText, edited);
        var after = Edit(before, "Callee.cs", edited);
        driver = driver.RunGenerators(after);
        Assert.Equal(Texts(GeneratorHost.Driver().RunGenerators(Compile(edited))), Texts(driver));
        Assert.Equal(Texts(GeneratorHost.Driver().RunGenerators(before)), Texts(driver.RunGenerators(Edit(after, "Callee.cs", CalleeText))));
    }

    [Fact]
    public void A_body_that_becomes_recursive_elsewhere_changes_its_callers()
    {
        var before = Compile(CalleeText);
        GeneratorDriver driver = GeneratorHost.Driver();
        var plain = Texts(driver = driver.RunGenerators(before));
        var recursive = Texts(driver.RunGenerators(Edit(before, "Callee.cs", CalleeText.Replace("return left;", "return left + Caller.Sum([left]);", StringComparison.Ordinal))));
        Assert.DoesNotContain("AtLimit", plain, StringComparison.Ordinal);
        Assert.Contains("AtLimit", recursive, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_one_body_reads_one_method()
    {
        var before = Compile(CalleeText);
        GeneratorDriver driver = GeneratorHost.Driver();
        driver = driver.RunGenerators(before);
        var kept = Outputs(driver)["Caller.Loop"];
        driver = driver.RunGenerators(Edit(before, "Callee.cs", CalleeText.Replace("left > 10", "left > 20", StringComparison.Ordinal)));
        Assert.Same(kept, Outputs(driver)["Caller.Loop"]);
    }

    [Fact]
    public void Nothing_of_an_old_compilation_is_kept()
    {
        var (old, driver, now) = RunTwice();
        for (var i = 0; i < 5 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(old.IsAlive);
        GC.KeepAlive((driver, now));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference Old, GeneratorDriver Driver, CSharpCompilation Now) RunTwice()
    {
        var before = Compile(CalleeText);
        GeneratorDriver driver = GeneratorHost.Driver();
        driver = driver.RunGenerators(before);
        var now = Edit(before, "Callee.cs", CalleeText.Replace("left > 10", "left > 20", StringComparison.Ordinal));
        return (new(before), driver.RunGenerators(now), now);
    }

    [Fact]
    public void What_the_pipeline_keeps_holds_no_symbol_and_no_syntax()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var driver = GeneratorHost.Driver().RunGenerators(Compile(CalleeText));
        foreach (var output in driver.GetRunResult().Results.Single().TrackedSteps[WeaveGenerator.FragmentsStep].SelectMany(static s => s.Outputs))
            Walk(output.Value, seen);
        Assert.NotEmpty(seen);
    }

    static void Walk(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or Delegate, value.GetType().FullName);
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, seen);
            return;
        }
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), seen);
        }
    }

    static Dictionary<string, object> Outputs(GeneratorDriver driver) => driver.GetRunResult().Results.Single().TrackedSteps[WeaveGenerator.FragmentsStep]
        .SelectMany(static s => s.Outputs).Select(static o => (WovenMethod)o.Value).ToDictionary(static m => m.Name.Split('.', 2)[1], static m => (object)m);
}
