using System.Diagnostics;
using System.Net;
using Weave.Benchmarks.Reporting;
using Weave.Certificates;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Benchmarks.Transport;

/// <summary>
/// Connections between hubs against loops over a socket that know where a message ends and nothing else, and with TLS against the same loops over SslStream. Both ends are in this process;
/// the contestants take turns, and a figure is the median of the rounds' ratios.
/// </summary>
sealed class TransportBenchmark(TextWriter output)
{
    const int Rounds = 9, Trips = 3000, Small = 256, Bulk = 64 << 20;

    internal int Run() => RunAsync().GetAwaiter().GetResult();

    async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weave-bench-").FullName;
        try
        {
            var certs = Path.Combine(folder, "certs");
            new CertificateFolder(certs).Init("bench", TimeSpan.FromDays(1));
            foreach (var hub in (string[])["a", "b"])
                new CertificateFolder(certs).Issue(hub, [], TimeSpan.FromDays(1)).Dispose();
            var plain = await CompareAsync(null, null);
            var tls = await CompareAsync(PeerCertificates.FromFolder(certs, "a"), PeerCertificates.FromFolder(certs, "b"));
            var table = new Table(new("", Left: true), new("socket, us"), new("hubs, us"), new("ratio"));
            table.Add(["256 B round trip", .. plain.Trip.Cells(Figures.Text)]);
            table.Add(["256 B round trip, TLS", .. tls.Trip.Cells(Figures.Text)]);
            table.Add(["64 MiB", .. plain.Bulk.Cells(Figures.Text)]);
            table.Add(["64 MiB, TLS", .. tls.Bulk.Cells(Figures.Text)]);
            table.Print(output, "Connections between hubs");
            output.WriteLine();
            output.WriteLine($"transport: bandwidth={Figures.Ratio(1 / plain.Bulk.Ratio)} rtt={Figures.Ratio(plain.Trip.Ratio)} bandwidthTls={Figures.Ratio(1 / tls.Bulk.Ratio)} rttTls={Figures.Ratio(tls.Trip.Ratio)}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<(Duel Trip, Duel Bulk)> CompareAsync(PeerCertificates? a, PeerCertificates? b)
    {
        await using var raw = await SocketLoop.StartAsync(a, b);
        var options = new PeerOptions { Listen = new(IPAddress.Loopback, 0), LoopbackWithoutTls = a is null };
        await using var near = await PeerNetwork.StartAsync("a", options with { Certificates = a }, new BenchmarkService());
        await using var far = await PeerNetwork.StartAsync("b", options with { Certificates = b }, new BenchmarkService());
        var to = new HubInfo("b", far.Address);
        var (small, bulk) = (new byte[Small], new byte[Bulk]);
        new Random(1).NextBytes(bulk);
        var (trip, large) = (new Duel(), new Duel());
        for (var round = -2; round < Rounds; round++)
        {
            var raws = await TimeAsync(Trips, () => raw.TripAsync(small));
            var hubs = await TimeAsync(Trips, async () => Same(Small, (await near.CallAsync(to, PeerMethod.Echo, small, TimeSpan.FromMinutes(1))).Length));
            var rawBulk = await TimeAsync(3, () => raw.BulkAsync(bulk));
            var hubBulk = await TimeAsync(3, async () => Same(8, (await near.CallAsync(to, PeerMethod.MoveState, bulk, TimeSpan.FromMinutes(1))).Length));
            if (round < 0)
                continue;
            trip.Add(raws, hubs);
            large.Add(rawBulk, hubBulk);
        }

        return (trip, large);
    }

    static void Same(int expected, int got)
    {
        if (expected != got)
            throw new BenchmarkFailedException($"{got} bytes came where {expected} should have");
    }

    /// <summary>Microseconds each.</summary>
    static async Task<double> TimeAsync(int times, Func<Task> once)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            await once();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
    }
}
