namespace Weave.Rules.Tests;

/// <summary>What becomes a step, and what cannot.</summary>
public class ExtractionTests
{
    static string Shop(string members) => $"public partial class Shop\n{{\n{members}\n}}\n";

    [Theory]
    [InlineData("a statement", "WEAVE0401",
        "    [Fragment]\n    public static void M(string path, int n)\n    {\n        var text = n.ToString();\n        File.WriteAllText(path, text); // for the record\n    }",
        "    [Fragment]\n    public static void M(string path, int n)\n    {\n        var text = n.ToString();\n        WriteAllText(path, text); // for the record\n    }\n\n    [Step]\n    static void WriteAllText(string path, string text) => File.WriteAllText(path, text);")]
    [InlineData("an awaited statement", "WEAVE0401",
        "    [Fragment]\n    public static async Task M(string path)\n    {\n        await File.WriteAllTextAsync(path, \"\").ConfigureAwait(false);\n    }",
        "    [Fragment]\n    public static async Task M(string path)\n    {\n        await WriteAllText(path);\n    }\n\n    [Step]\n    static Task WriteAllText(string path) => File.WriteAllTextAsync(path, \"\");")]
    [InlineData("an awaited value", "WEAVE0401",
        "    static readonly HttpClient client = new();\n\n    [Fragment]\n    public static async Task<int> M(string url) => (await client.GetStringAsync(url + \"/x\")).Length;",
        "    static readonly HttpClient client = new();\n\n    [Fragment]\n    public static async Task<int> M(string url) => (await GetString(url)).Length;\n\n    [Step]\n    static Task<string> GetString(string url) => client.GetStringAsync(url + \"/x\");")]
    [InlineData("a foreign task", "WEAVE0303",
        "    static Task<int> Ask(int x) => Task.FromResult(x);\n\n    [Fragment]\n    public static async Task<int> M(int x)\n    {\n        var answer = await Ask(x);\n        return answer;\n    }",
        "    static Task<int> Ask(int x) => Task.FromResult(x);\n\n    [Fragment]\n    public static async Task<int> M(int x)\n    {\n        var answer = await Ask2(x);\n        return answer;\n    }\n\n    [Step]\n    static Task<int> Ask2(int x) => Ask(x);")]
    [InlineData("a question", "WEAVE0402",
        "    [Fragment]\n    public static DateTime M(int x) => DateTime.UtcNow.AddDays(x);",
        "    [Fragment]\n    public static DateTime M(int x) => UtcNow().AddDays(x);\n\n    [Step]\n    static DateTime UtcNow() => DateTime.UtcNow;")]
    [InlineData("a nullable answer", "WEAVE0402",
        "    [Fragment]\n    public static string M(int x) => Environment.GetEnvironmentVariable(\"A\" + x) ?? \"\";",
        "    [Fragment]\n    public static string M(int x) => GetEnvironmentVariable(x) ?? \"\";\n\n    [Step]\n    static string? GetEnvironmentVariable(int x) => Environment.GetEnvironmentVariable(\"A\" + x);")]
    [InlineData("members of the object", "WEAVE0401",
        "    string folder = \"a\";\n\n    [Fragment]\n    public void M(int x)\n    {\n        folder += x;\n        Directory.CreateDirectory(folder);\n    }",
        "    string folder = \"a\";\n\n    [Fragment]\n    public void M(int x)\n    {\n        folder += x;\n        CreateDirectory();\n    }\n\n    [Step]\n    void CreateDirectory() => Directory.CreateDirectory(folder);")]
    [InlineData("a result that cannot travel, and that nobody looks at", "WEAVE0401",
        "    [Fragment]\n    public static void M(string path)\n    {\n        System.Diagnostics.Process.Start(path).WaitForExit();\n    }",
        "    [Fragment]\n    public static void M(string path)\n    {\n        Start(path);\n    }\n\n    [Step]\n    static void Start(string path) => System.Diagnostics.Process.Start(path).WaitForExit();")]
    [InlineData("a list that is filled with the answer", "WEAVE0402",
        "    [Fragment]\n    public static void M(string path, List<string> lines)\n    {\n        lines.Add(File.ReadAllText(path));\n    }",
        "    [Fragment]\n    public static void M(string path, List<string> lines)\n    {\n        lines.Add(ReadAllText(path));\n    }\n\n    [Step]\n    static string ReadAllText(string path) => File.ReadAllText(path);")]
    [InlineData("a using statement", "WEAVE0401",
        "    [Fragment]\n    public static async Task M(string path, List<byte> bytes)\n    {\n        using (var file = new FileStream(path, FileMode.Create))\n        {\n            await file.WriteAsync(bytes.ToArray());\n        }\n    }",
        "    [Fragment]\n    public static async Task M(string path, List<byte> bytes)\n    {\n        await WithFileStream(path, bytes);\n    }\n\n    [Step]\n    static async Task WithFileStream(string path, List<byte> bytes)\n    {\n        using (var file = new FileStream(path, FileMode.Create))\n        {\n            await file.WriteAsync(bytes.ToArray());\n        }\n    }")]
    public Task Extracted(string name, string rule, string members, string expected)
    {
        Assert.NotEmpty(name);
        return FixTests.Fixed("ExtractStepFix", rule, Shop(members), Shop(expected), "M");
    }

    [Theory]
    [InlineData("in a lambda", "WEAVE0401", "    [Fragment] public static void M(List<string> paths) => paths.ForEach(p => File.Delete(p));")]
    [InlineData("a method group", "WEAVE0401", "    [Fragment] public static void M(List<string> paths) => paths.ForEach(File.Delete);")]
    [InlineData("in a lock", "WEAVE0401", "    [Fragment] public static void M(string path) { lock (path) { File.Delete(path); } }")]
    [InlineData("an input that cannot travel", "WEAVE0401", "    [Fragment] public static async Task M(string path) { using var client = new HttpClient(); await client.GetStringAsync(path); }")]
    [InlineData("a result that cannot travel", "WEAVE0401", "    [Fragment] public static int M(string path) { using var p = System.Diagnostics.Process.Start(path); return p.Id; }")]
    [InlineData("a variable that is written", "WEAVE0402", "    [Fragment] public static int M(string path, int n) { var s = File.ReadAllText(path + n++); return n + s.Length; }")]
    [InlineData("a variable that is declared", "WEAVE0401", "    [Fragment] public static int M(string path) { File.WriteAllText(path, (int.TryParse(path, out var n) ? 1 : 2).ToString()); return n; }")]
    [InlineData("a list that is filled", "WEAVE0401", "    [Fragment] public static void M(string path, List<string> lines) { using (var file = new FileStream(path, FileMode.Open)) lines.Add(file.Name); }")]
    [InlineData("an object that is changed", "WEAVE0401", "    string name = \"\"; [Fragment] public void M(string path) { using (var file = new FileStream(path, FileMode.Open)) name += file.Name; }")]
    [InlineData("somebody who takes the stream", "WEAVE0401", "    static void Fill(Basket basket, FileStream file) => basket.Lines.Add(file.Name); [Fragment] public static void M(string path) { var basket = new Basket(); Fill(basket, new FileStream(path, FileMode.Open)); }")]
    [InlineData("a call of a step", "WEAVE0401", "    [Fragment] public static void M(string path, int n) => File.WriteAllText(path, Calls.ActNow(n).ToString());")]
    [InlineData("a type parameter", "WEAVE0402", "    [Fragment] public static string M<T>(T path) where T : class => File.ReadAllText(path.ToString() ?? \"\");")]
    [InlineData("a task that nobody awaits", "WEAVE0401", "    [Fragment] public static int M(string path) { var t = File.WriteAllTextAsync(path, \"\"); return t.Id; }")]
    public Task Not_extracted(string name, string rule, string members)
    {
        Assert.NotEmpty(name);
        return FixTests.Fixed("ExtractStepFix", rule, Shop(members), null, "M");
    }
}
