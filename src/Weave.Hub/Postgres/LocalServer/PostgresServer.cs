using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Weave.Postgres;

/// <summary>
/// A PostgreSQL server of one's own, in a folder: for tests, samples and benchmarks. It listens on a Unix socket in that folder, on request on a port of the loopback interface too, and stops
/// when the process that started it ends, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    const string User = "postgres";

    // The server runs behind a shell that waits for a signal's name, or for the end of the process at the other end of the pipe.
    const string Guard = "\"$@\" </dev/null >>server.log 2>&1 & server=$!; read -r signal; kill -\"${signal:-INT}\" $server 2>/dev/null; wait $server";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string programs;
    readonly PostgresServerOptions options;
    Process? guard;

    PostgresServer(string folder, string programs, PostgresServerOptions options)
    {
        Folder = folder;
        this.programs = programs;
        this.options = options;
        var connection = new NpgsqlConnectionStringBuilder { Host = folder, Port = PortInUse, Username = User, Database = User };
        ConnectionString = connection.ConnectionString;
    }

    /// <summary>Where its data, its socket and its log are.</summary>
    public string Folder { get; }

    /// <summary>How to connect to it, as its superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether it was started and not stopped by <see cref="StopAsync"/>.</summary>
    public bool IsRunning => guard is { HasExited: false };

    int PortInUse => options.Port == 0 ? 5432 : options.Port;

    string Data => Path.Combine(Folder, "data");

    /// <summary>Where PostgreSQL's programs are: on the PATH or under /usr/lib/postgresql; null when it is not installed.</summary>
    public static string? FindPrograms()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        const string packages = "/usr/lib/postgresql";
        var packaged = Directory.Exists(packages)
            ? Directory.EnumerateDirectories(packages)
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(d => Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(packaged).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }

    /// <summary>Starts a server on the folder's data, which it makes if there are none. Throws <see cref="StoreUnavailableException"/> when PostgreSQL is not installed, or does not start.</summary>
    /// <param name="folder">A folder for this server alone; a short path, because its socket lies in it.</param>
    /// <param name="options">Port and settings; none when null.</param>
    /// <param name="cancel">Gives up waiting, and stops what was started.</param>
    public static async Task<PostgresServer> StartAsync(string folder, PostgresServerOptions? options = null, CancellationToken cancel = default)
    {
        var programs = FindPrograms()
            ?? throw new StoreUnavailableException(folder, "PostgreSQL is not installed.", "Install it (Debian: apt-get install postgresql), or put its programs on the PATH.");
        var server = new PostgresServer(Directory.CreateDirectory(folder).FullName, programs, options ?? new());
        try
        {
            if (!Directory.Exists(server.Data))
                await server.InitializeAsync(cancel).ConfigureAwait(false);
            await server.StartAsync(cancel).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        if (IsRunning)
            return;
        string[] settings =
        [
            $"unix_socket_directories={Folder}", $"port={PortInUse}", options.Port == 0 ? "listen_addresses=" : "listen_addresses=127.0.0.1",
            "max_connections=200", "logging_collector=off", .. options.Settings,
        ];
        guard = Run("sh", ["-c", Guard, "sh", Path.Combine(programs, "postgres"), "-D", Data, .. settings.SelectMany(static s => new[] { "-c", s })]);
        await AnswersAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Stops it: in order, or as if its machine had failed, with every commit it acknowledged in its log.</summary>
    public async Task StopAsync(bool immediate = false)
    {
        if (guard is not { } running)
            return;
        guard = null;
        try
        {
            await running.StandardInput.WriteLineAsync(immediate ? "QUIT" : "INT").ConfigureAwait(false);
            running.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        await running.WaitForExitAsync().ConfigureAwait(false);
        running.Dispose();
    }

    /// <summary>Stops it and starts it again.</summary>
    public async Task RestartAsync(bool immediate = false, CancellationToken cancel = default)
    {
        await StopAsync(immediate).ConfigureAwait(false);
        await StartAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Stops it. Its folder stays.</summary>
    public ValueTask DisposeAsync() => new(StopAsync());

    async Task InitializeAsync(CancellationToken cancel)
    {
        using (var owner = IsRoot ? Process.Start(new ProcessStartInfo("chown", [User, Folder])) : null)
        {
            if (owner is not null)
                await owner.WaitForExitAsync(cancel).ConfigureAwait(false);
        }

        using var made = Run(Path.Combine(programs, "initdb"), ["-D", Data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"], captured: true);
        var output = await made.StandardError.ReadToEndAsync(cancel).ConfigureAwait(false);
        await made.WaitForExitAsync(cancel).ConfigureAwait(false);
        if (made.ExitCode != 0)
            throw new StoreUnavailableException(Folder, $"initdb failed. {output.Trim()}", "Make the folder accessible to the user that PostgreSQL runs as ('postgres' for root), or take another one.");
    }

    async Task AnswersAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync(patience.Token).ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException e) when (!IsRunning || patience.IsCancellationRequested)
            {
                throw new StoreUnavailableException(Folder, $"its server does not start. {LogTail()}", "See server.log in its folder.", e);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token).ConfigureAwait(false);
            }
        }
    }

    static bool IsRoot => Environment.UserName == "root";

    Process Run(string program, IEnumerable<string> arguments, bool captured = false)
    {
        // PostgreSQL refuses to run as root.
        string[] command = IsRoot ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardError = captured, RedirectStandardOutput = captured };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start) ?? throw new StoreUnavailableException(Folder, $"{program} cannot be started.", "Check the installation of PostgreSQL.");
    }

    string LogTail()
    {
        var log = Path.Combine(Folder, "server.log");
        return File.Exists(log) ? string.Join(' ', File.ReadLines(log, Encoding.UTF8).TakeLast(3)) : "";
    }
}
