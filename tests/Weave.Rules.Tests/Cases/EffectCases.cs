namespace Weave.Rules.Tests.Cases;

static class EffectCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        Case.In("WEAVE0401", "file", "[Fragment] public static void M(string path) => File.WriteAllText(path, \"\");", "'File.WriteAllText' has an effect outside the run: after a crash 'M' may have it twice", "File.WriteAllText(path, \"\")"),
        Case.In("WEAVE0401", "request", "static readonly HttpClient client = new(); [Fragment] public static async Task<string> M(string url) => await client.GetStringAsync(url);", "'HttpClient.GetStringAsync'", "client.GetStringAsync(url)"),
        Case.In("WEAVE0401", "method group", "[Fragment] public static void M(List<string> paths) => paths.ForEach(File.Delete);", "'File.Delete'", "File.Delete"),
        Case.In("WEAVE0401", "process", "[Fragment] public static void M(string path) { System.Diagnostics.Process.Start(path); }", "'Process.Start'"),
        Case.In("WEAVE0401", "database, by its base", "public abstract class Db : System.Data.Common.DbCommand; static Db Make() => null!; [Fragment] public static void M(int x) => Make().ExecuteNonQuery();", "ExecuteNonQuery"),
        Case.In("WEAVE0401", "in a step", "[Step] public static void M(string path) => File.WriteAllText(path, \"\");", null),
        Case.In("WEAVE0401", "not marked", "public static void M(string path) => File.WriteAllText(path, \"\");", null),
        Case.In("WEAVE0401", "console and memory", "[Fragment] public static void M(string path) { Console.WriteLine(Path.GetFileName(path)); using var s = new StringWriter(); s.Write(1); new MemoryStream().WriteByte(1); }", null),
        Case.In("WEAVE0402", "time", "[Fragment] public static DateTime M(int x) => DateTime.UtcNow.AddDays(x);", "'DateTime.UtcNow' is asked again if 'M' goes on", "DateTime.UtcNow"),
        Case.In("WEAVE0402", "guid", "[Fragment] public static Guid M(int x) => Guid.NewGuid();", "'Guid.NewGuid'", "Guid.NewGuid()"),
        Case.In("WEAVE0402", "file", "[Fragment] public static string M(string path) => File.ReadAllText(path);", "'File.ReadAllText'"),
        Case.In("WEAVE0402", "in a step", "[Step] public static DateTime M(int x) => DateTime.UtcNow.AddDays(x);", null),
        Case.In("WEAVE0402", "arithmetic", "[Fragment] public static DateTime M(DateTime x) => x.AddDays(1) + (DateTime.MaxValue - DateTime.UnixEpoch);", null),
        Case.In("WEAVE0403", "without a seed", "[Fragment] public static int M(int x) => new Random().Next(x);", "'new Random()' in 'M'", "new Random()"),
        Case.In("WEAVE0403", "with a seed", "[Fragment] public static int M(int x) => new Random(x).Next(x);", null),
        Case.In("WEAVE0404", "header", "[Step] public static void M(HttpRequestMessage m) => m.ToString(); static readonly HttpClient client = new(); [Step] public static void Pay(int x) => client.DefaultRequestHeaders.Add(\"Idempotency-Key\", Guid.NewGuid().ToString());", "'Guid.NewGuid' gives each attempt of the step 'Pay' another 'Idempotency-Key'", "Guid.NewGuid()"),
        Case.In("WEAVE0404", "argument", "static int Charge(int x, string idempotencyKey) => x; [Step(Retries = 3)] public static int Pay(int x) => Charge(x, $\"pay-{Guid.NewGuid():N}\");", "another 'idempotencyKey'", "Guid.NewGuid()"),
        Case.In("WEAVE0404", "variable and time", "[Step] public static string Pay(int x) { var requestId = x + \"-\" + DateTime.UtcNow.Ticks; return requestId; }", "'DateTime.UtcNow' gives each attempt of the step 'Pay' another 'requestId'", "DateTime.UtcNow"),
        Case.In("WEAVE0404", "property and element", "sealed class Request { public string? MessageId { get; set; } } static int Send(Request r) => 1; [Step] public static int Pay(int x) => Send(new Request { MessageId = Guid.NewGuid().ToString() });", "another 'MessageId'"),
        Case.In("WEAVE0404", "the step's own key", "static int Charge(int x, string idempotencyKey) => x; [Step] public static int Pay(int x) => Charge(x, Durable.IdempotencyKey);", null),
        Case.In("WEAVE0404", "key from the caller", "static int Charge(int x, Guid idempotencyKey) => x; [Step] public static int Pay(int x, Guid key) => Charge(x, key); [Fragment] public static int M(int x) => Pay(x, Guid.NewGuid());", null),
        Case.In("WEAVE0404", "a name that is no key", "[Step] public static string Pay(int x) { var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()); return file; }", null),
        Case.In("WEAVE0405", "in a fragment function", "[Fragment] public static string M(int x) => Durable.IdempotencyKey;", "'Durable.IdempotencyKey' in 'M' names no step", "Durable.IdempotencyKey"),
        Case.In("WEAVE0405", "in a step", "[Step] public static string M(int x) => Durable.IdempotencyKey;", null),
    ];
}
