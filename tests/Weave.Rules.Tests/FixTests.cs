using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Weave.CodeFixes;

namespace Weave.Rules.Tests;

/// <summary>What a code fix makes compiles, is woven, and is what a user would have written.</summary>
public class FixTests
{
    static readonly IReadOnlyDictionary<string, CodeFixProvider> fixes = typeof(WeaveFix).Assembly.GetTypes()
        .Where(static t => !t.IsAbstract && t.IsAssignableTo(typeof(WeaveFix))).ToDictionary(static t => t.Name, static t => (CodeFixProvider)Activator.CreateInstance(t)!);

    static string Shop(string members) => $"public partial class Shop\n{{\n{members}\n}}\n";

    [Theory]
    [InlineData("class Shop\n{\n    [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n}\n", "partial class Shop\n{\n    [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n}\n")]
    [InlineData("/// <summary>A shop.</summary>\npublic static class Shop\n{\n    internal sealed record class Till(int N)\n    {\n        [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n    }\n}\n",
        "/// <summary>A shop.</summary>\npublic static partial class Shop\n{\n    internal sealed partial record class Till(int N)\n    {\n        [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n    }\n}\n")]
    [InlineData("public partial class Shop\n{\n    struct Till\n    {\n        [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n    }\n}\n",
        "public partial class Shop\n{\n    partial struct Till\n    {\n        [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n    }\n}\n")]
    public Task Make_partial(string source, string expected) => Fixed("MakePartialFix", "WEAVE0001", source, expected, "M");

    [Theory]
    [InlineData("    [Fragment]\n    public static int M(List<int> x)\n    {\n        var s = 0;\n        foreach (var v in x.Where(i => i > 0)) // open ones\n            s += Calls.ActNow(v);\n        return s;\n    }",
        "    [Fragment]\n    public static int M(List<int> x)\n    {\n        var s = 0;\n        foreach (var v in x.Where(i => i > 0).ToArray()) // open ones\n            s += Calls.ActNow(v);\n        return s;\n    }")]
    [InlineData("    [Fragment] public static int M(int[] x) { var s = 0; foreach (var v in x.AsSpan(1)) s += Calls.ActNow(v); return s; }",
        "    [Fragment] public static int M(int[] x) { var s = 0; foreach (var v in x.AsSpan(1).ToArray()) s += Calls.ActNow(v); return s; }")]
    [InlineData("    [Fragment] public static int M(int[] x) { var s = 0; foreach (var v in from i in x where i > 0 select i) s += Calls.ActNow(v); return s; }",
        "    [Fragment] public static int M(int[] x) { var s = 0; foreach (var v in (from i in x where i > 0 select i).ToArray()) s += Calls.ActNow(v); return s; }")]
    [InlineData("    [Fragment] public static int M(int x) { var s = 0; foreach (int v in Old(x)) s += Calls.ActNow(v); return s; } static System.Collections.IEnumerable Old(int m) { yield return m; }",
        "    [Fragment] public static int M(int x) { var s = 0; foreach (int v in Old(x).Cast<int>().ToArray()) s += Calls.ActNow(v); return s; } static System.Collections.IEnumerable Old(int m) { yield return m; }")]
    [InlineData("    [Fragment] public static int M(int[] x) { var s = 0; foreach (ref var v in x.AsSpan(1)) s += Calls.ActNow(v); return s; }", null)]
    public Task Snapshot(string members, string? expected) => Fixed("SnapshotFix", "WEAVE0204", Shop(members), expected is null ? null : Shop(expected), "M");

    [Fact]
    public Task Snapshot_of_a_loop_that_is_merely_not_preemptible() => Fixed("SnapshotFix", "WEAVE0301",
        Shop("    [Fragment] public static int M(List<int> x) { var s = 0; foreach (var v in x.Where(i => i > 0)) s += v; return s; }"),
        Shop("    [Fragment] public static int M(List<int> x) { var s = 0; foreach (var v in x.Where(i => i > 0).ToArray()) s += v; return s; }"), "M");

    [Fact]
    public Task Snapshot_is_no_answer_to_a_pinned_value() => Fixed("SnapshotFix", "WEAVE0301",
        Shop("    [Fragment] public static int M(List<int> x) { var s = new Order(); foreach (var v in x) s.Use(); return 1; }"), null, "M");

    [Theory]
    [InlineData("WEAVE0502", "    [Fragment]\n    public static async Task M(int x)\n    {\n        await Calls.CutAsync(x);\n        Thread.Sleep(x + 1); // a while\n    }",
        "    [Fragment]\n    public static async Task M(int x)\n    {\n        await Calls.CutAsync(x);\n        await Durable.Delay(TimeSpan.FromMilliseconds(x + 1)); // a while\n    }")]
    [InlineData("WEAVE0502", "    [Fragment] public static async Task M(TimeSpan x) { await Calls.CutAsync(1); Thread.Sleep(x); }", "    [Fragment] public static async Task M(TimeSpan x) { await Calls.CutAsync(1); await Durable.Delay(x); }")]
    [InlineData("WEAVE0502", "    [Fragment] public static void M(int x) => Thread.Sleep(x);", null)]
    [InlineData("WEAVE0502", "    [Fragment] public static async Task M(int x) { await Calls.CutAsync(x); Action a = () => Thread.Sleep(x); a(); }", null)]
    [InlineData("WEAVE0502", "    [Fragment] public static async Task M(int x) { await Calls.CutAsync(x); Thread.Sleep(-1); }", null)]
    [InlineData("WEAVE0504", "    [Fragment] public static async Task M(int x) => await Task.Delay(500);", "    [Fragment] public static async Task M(int x) => await Durable.Delay(TimeSpan.FromMilliseconds(500));")]
    [InlineData("WEAVE0504", "    [Fragment] public static async Task M(int x) => await Task.Delay(TimeSpan.FromDays(x)).ConfigureAwait(false);", "    [Fragment] public static async Task M(int x) => await Durable.Delay(TimeSpan.FromDays(x)).ConfigureAwait(false);")]
    [InlineData("WEAVE0504", "    [Fragment] public static async Task M(int x) => await Task.WhenAny(Task.Delay(500), Task.CompletedTask);", null)]
    [InlineData("WEAVE0504", "    [Fragment] public static async Task M(int x) { using var stop = new CancellationTokenSource(); await Task.Delay(500, stop.Token); }", null)]
    public Task Durable_delay(string rule, string members, string? expected) => Fixed("DurableDelayFix", rule, Shop(members), expected is null ? null : Shop(expected), "M");

    [Theory]
    [InlineData("    [Fragment]\n    public static int M(int x)\n    {\n        var random = new Random();\n        return random.Next(x);\n    }",
        "    [Fragment]\n    public static int M(int x)\n    {\n        var random = new Random(NewSeed());\n        return random.Next(x);\n    }\n\n    [Step]\n    static int NewSeed() => Random.Shared.Next();")]
    [InlineData("    [Step] static int NewSeed() => 1;\n    [Fragment] public static int M(int x) { Random random = new(); return random.Next(x); }",
        "    [Step] static int NewSeed() => 1;\n    [Fragment] public static int M(int x) { Random random = new(NewSeed()); return random.Next(x); }")]
    [InlineData("    [Fragment] public static int M(List<int> x) => x.Sum(v => new Random().Next(v));", null)]
    public Task Seeded_random(string members, string? expected) => Fixed("SeededRandomFix", "WEAVE0403", Shop(members), expected is null ? null : Shop(expected), "M");

    [Fact]
    public Task Mark_override() => Fixed("MarkOverrideFix", "WEAVE0004",
        "public abstract partial class A\n{\n    [Fragment] public abstract int M(int x);\n}\n\npublic class B : A\n{\n    /// <summary>Counts down.</summary>\n    [System.ComponentModel.Description(\"x\")]\n    public override int M(int x) { while (x > 0) x--; return x; }\n}\n",
        "public abstract partial class A\n{\n    [Fragment] public abstract int M(int x);\n}\n\npublic partial class B : A\n{\n    /// <summary>Counts down.</summary>\n    [Fragment]\n    [System.ComponentModel.Description(\"x\")]\n    public override int M(int x) { while (x > 0) x--; return x; }\n}\n", "M");

    [Fact]
    public Task Mark_implementation() => Fixed("MarkOverrideFix", "WEAVE0004",
        "public partial interface I\n{\n    [Fragment] int M(int x);\n}\n\npublic class B : I\n{\n    public int M(int x) { while (x > 0) x--; return x; }\n}\n",
        "public partial interface I\n{\n    [Fragment] int M(int x);\n}\n\npublic partial class B : I\n{\n    [Fragment]\n    public int M(int x) { while (x > 0) x--; return x; }\n}\n", "M");

    [Theory]
    [InlineData("    static string Charge(int x, string idempotencyKey) => idempotencyKey;\n    [Step] public static string M(int x) => Charge(x, Guid.NewGuid().ToString(\"N\"));",
        "    static string Charge(int x, string idempotencyKey) => idempotencyKey;\n    [Step] public static string M(int x) => Charge(x, Durable.IdempotencyKey);")]
    [InlineData("    static string Charge(int x, string idempotencyKey) => idempotencyKey;\n    [Step] public static string M(int x) => Charge(x, $\"pay-{Guid.NewGuid():N}\");",
        "    static string Charge(int x, string idempotencyKey) => idempotencyKey;\n    [Step] public static string M(int x) => Charge(x, $\"pay-{Durable.IdempotencyKey}\");")]
    [InlineData("    static int Charge(int x, Guid idempotencyKey) => x;\n    [Step] public static int M(int x) => Charge(x, Guid.NewGuid());", null)]
    public Task Idempotency_key(string members, string? expected) => Fixed("IdempotencyKeyFix", "WEAVE0404", Shop(members), expected is null ? null : Shop(expected), "M");

    /// <summary>Applies a fix, compares, and asks the generator.</summary>
    internal static async Task Fixed(string fix, string rule, string source, string? expected, string method)
    {
        var changed = await FixHost.FixAsync(fixes[fix], rule, RuleHost.Open(source));
        if (expected is null)
        {
            Assert.True(changed is null, changed is null ? "" : (await changed.GetTextAsync()).ToString());
            return;
        }
        Assert.NotNull(changed);
        Assert.Equal(expected, (await changed.GetTextAsync()).ToString());
        Assert.DoesNotContain(await RuleHost.RunAsync(changed.Project), d => d.Id == rule);
        await FixHost.AssertWovenAsync(changed.Project, method);
    }

    [Theory]
    [InlineData("MakePartialFix", "WEAVE0001", "class A\n{\n    class B\n    {\n        [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n        [Step] public static int N(int x) => x;\n    }\n    [Fragment] public static int O(int x) { while (x > 0) x--; return x; }\n}\n",
        "partial class A\n{\n    partial class B\n    {\n        [Fragment] public static int M(int x) { while (x > 0) x--; return x; }\n        [Step] public static int N(int x) => x;\n    }\n    [Fragment] public static int O(int x) { while (x > 0) x--; return x; }\n}\n")]
    [InlineData("DurableDelayFix", "WEAVE0504", "partial class A\n{\n    [Fragment] public static async Task M(int x) { await Task.Delay(x); await Task.Delay(2 * x); await Task.WhenAny(Task.Delay(3)); }\n}\n",
        "partial class A\n{\n    [Fragment] public static async Task M(int x) { await Durable.Delay(TimeSpan.FromMilliseconds(x)); await Durable.Delay(TimeSpan.FromMilliseconds(2 * x)); await Task.WhenAny(Task.Delay(3)); }\n}\n")]
    [InlineData("SnapshotFix", "WEAVE0204", "partial class A\n{\n    [Fragment] public static int M(int[] x) { foreach (var a in x.Skip(1)) foreach (var b in x.Take(2)) Calls.ActNow(a + b); return 1; }\n}\n",
        "partial class A\n{\n    [Fragment] public static int M(int[] x) { foreach (var a in x.Skip(1).ToArray()) foreach (var b in x.Take(2).ToArray()) Calls.ActNow(a + b); return 1; }\n}\n")]
    [InlineData("SeededRandomFix", "WEAVE0403", "partial class A\n{\n    [Fragment]\n    public static int M(int x) => new Random().Next(x) + new Random().Next(x);\n}\n",
        "partial class A\n{\n    [Fragment]\n    public static int M(int x) => new Random(NewSeed()).Next(x) + new Random(NewSeed()).Next(x);\n\n    [Step]\n    static int NewSeed() => Random.Shared.Next();\n}\n")]
    [InlineData("ExtractStepFix", "WEAVE0402", "partial class A\n{\n    [Fragment]\n    public static long M(int x) => DateTime.UtcNow.Ticks + DateTime.UtcNow.AddDays(x).Ticks;\n}\n",
        "partial class A\n{\n    [Fragment]\n    public static long M(int x) => UtcNow().Ticks + UtcNow2().AddDays(x).Ticks;\n\n    [Step]\n    static DateTime UtcNow2() => DateTime.UtcNow;\n\n    [Step]\n    static DateTime UtcNow() => DateTime.UtcNow;\n}\n")]
    public async Task Fix_all(string fix, string rule, string source, string expected)
    {
        var changed = await FixHost.FixAllAsync(fixes[fix], rule, RuleHost.Open(source));
        Assert.Equal(expected, (await changed.GetTextAsync()).ToString());
        await FixHost.AssertWovenAsync(changed.Project, "M");
    }

    [Fact]
    public void Every_fix_is_for_rules_that_exist()
    {
        var rules = Analyzer.Diagnostics.Rules.All.Select(static r => r.Id).ToHashSet();
        Assert.All(fixes.Values, f => Assert.Subset(rules, f.FixableDiagnosticIds.ToHashSet()));
        Assert.Equal(fixes.Count, fixes.Values.Select(static f => ((WeaveFix)f).Title).Distinct().Count());
        Assert.All(fixes, static f => Assert.Contains(f.Value.GetType().GetCustomAttributes(false), static a => a is ExportCodeFixProviderAttribute export && export.Languages.Single() == LanguageNames.CSharp));
    }
}
