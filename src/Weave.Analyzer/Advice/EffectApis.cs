using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>
/// What has an effect outside the process, and what gives another answer next time. Writing to the console or a log is no effect here: that a line stands there twice does no
/// harm. <c>weave_effects</c> and <c>weave_no_effects</c> in <c>.editorconfig</c> add to the list and take from it.
/// </summary>
static class EffectApis
{
    /// <summary>The rows.</summary>
    public static ApiTable Table { get; } = new(
    [
        new(Rules.EffectOutsideStep, "System.IO.File", "Write* Append* Delete Move Copy Create* Open OpenWrite OpenHandle Replace Set* Encrypt Decrypt"),
        new(Rules.EffectOutsideStep, "System.IO.Directory", "Create* Delete Move Set*"),
        new(Rules.EffectOutsideStep, "System.IO.FileSystemInfo", "Delete MoveTo CopyTo Create* AppendText Open OpenWrite Replace Encrypt Decrypt Set*"),
        new(Rules.EffectOutsideStep, "System.IO.FileStream", ".ctor"),
        new(Rules.EffectOutsideStep, "System.IO.Path", "GetTempFileName"),
        new(Rules.EffectOutsideStep, "System.IO.Pipes.NamedPipeClientStream", "Connect*"),
        new(Rules.EffectOutsideStep, "System.IO.Pipes.NamedPipeServerStream", "WaitForConnection*"),
        new(Rules.EffectOutsideStep, "System.Net.Http.HttpMessageInvoker", "Send* Get* Post* Put* Patch* Delete*"),
        new(Rules.EffectOutsideStep, "System.Net.Http.Json.HttpClientJsonExtensions", "*"),
        new(Rules.EffectOutsideStep, "System.Net.WebClient", "Download* Upload* Open*"),
        new(Rules.EffectOutsideStep, "System.Net.WebRequest", "Get*Response* GetRe* BeginGet*"),
        new(Rules.EffectOutsideStep, "System.Net.WebSockets.WebSocket", "Send* Receive* Close*"),
        new(Rules.EffectOutsideStep, "System.Net.WebSockets.ClientWebSocket", "Connect*"),
        new(Rules.EffectOutsideStep, "System.Net.Sockets.Socket", "Send* Receive* Connect* Accept*"),
        new(Rules.EffectOutsideStep, "System.Net.Sockets.TcpClient", "Connect*"),
        new(Rules.EffectOutsideStep, "System.Net.Sockets.TcpListener", "Start Accept*"),
        new(Rules.EffectOutsideStep, "System.Net.Sockets.UdpClient", "Send* Receive* Connect"),
        new(Rules.EffectOutsideStep, "System.Net.NetworkInformation.Ping", "Send*"),
        new(Rules.EffectOutsideStep, "System.Net.Mail.SmtpClient", "Send*"),
        new(Rules.EffectOutsideStep, "System.Diagnostics.Process", "Start Kill"),
        new(Rules.EffectOutsideStep, "System.Diagnostics.EventLog", "WriteEntry WriteEvent"),
        new(Rules.EffectOutsideStep, "System.Data.IDbConnection", "Open BeginTransaction ChangeDatabase"),
        new(Rules.EffectOutsideStep, "System.Data.Common.DbConnection", "Open* BeginTransaction* ChangeDatabase*"),
        new(Rules.EffectOutsideStep, "System.Data.IDbCommand", "Execute*"),
        new(Rules.EffectOutsideStep, "System.Data.Common.DbCommand", "Execute*"),
        new(Rules.EffectOutsideStep, "System.Data.Common.DbBatch", "Execute*"),
        new(Rules.EffectOutsideStep, "System.Data.Common.DbTransaction", "Commit* Rollback*"),
        new(Rules.EffectOutsideStep, "System.Data.Common.DbDataAdapter", "Fill Update"),
        new(Rules.EffectOutsideStep, "Microsoft.EntityFrameworkCore.DbContext", "SaveChanges*"),
        new(Rules.EffectOutsideStep, "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions", "Execute* Migrate*"),
        new(Rules.EffectOutsideStep, "Dapper.SqlMapper", "*"),
        new(Rules.EffectOutsideStep, "Microsoft.Win32.RegistryKey", "SetValue DeleteValue CreateSubKey DeleteSubKey*"),
        new(Rules.EffectOutsideStep, "Microsoft.Win32.Registry", "SetValue"),
        new(Rules.EffectOutsideStep, "System.Environment", "Exit FailFast SetEnvironmentVariable"),

        new(Rules.Momentary, "System.DateTime", "Now UtcNow Today"),
        new(Rules.Momentary, "System.DateTimeOffset", "Now UtcNow"),
        new(Rules.Momentary, "System.TimeProvider", "GetUtcNow GetLocalNow GetTimestamp GetElapsedTime"),
        new(Rules.Momentary, "System.Diagnostics.Stopwatch", "StartNew GetTimestamp GetElapsedTime Elapsed ElapsedMilliseconds ElapsedTicks"),
        new(Rules.Momentary, "System.Environment", "TickCount TickCount64 MachineName ProcessId ProcessPath CurrentDirectory UserName GetEnvironmentVariable GetEnvironmentVariables GetCommandLineArgs"),
        new(Rules.Momentary, "System.Guid", "NewGuid CreateVersion7"),
        new(Rules.Momentary, "System.Random", "Shared"),
        new(Rules.Momentary, "System.Security.Cryptography.RandomNumberGenerator", "*"),
        new(Rules.Momentary, "System.IO.Path", "GetRandomFileName GetTempPath"),
        new(Rules.Momentary, "System.IO.File", "Read* Exists Get* OpenRead OpenText"),
        new(Rules.Momentary, "System.IO.Directory", "Get* Enumerate* Exists"),
        new(Rules.Momentary, "System.IO.DirectoryInfo", "Get* Enumerate*"),
        new(Rules.Momentary, "System.IO.FileInfo", "OpenRead OpenText"),
        new(Rules.Momentary, "System.Net.Dns", "*"),
        new(Rules.Momentary, "System.Diagnostics.Process", "GetCurrentProcess GetProcesses GetProcessesByName GetProcessById"),
    ]);
}
