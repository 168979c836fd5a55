using System.Net;
using Weave.Certificates;
using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

/// <summary>A folder with an authority of its own.</summary>
sealed class TestCluster : IDisposable
{
    public TestCluster(TimeProvider? time = null)
    {
        Path = Directory.CreateTempSubdirectory("weave-").FullName;
        Folder = new(System.IO.Path.Combine(Path, "certs"));
        Folder.Init("test", TimeSpan.FromDays(10), time);
    }

    public string Path { get; }

    public CertificateFolder Folder { get; }

    public void Issue(string hub, TimeProvider? time = null) => Folder.Issue(hub, ["localhost", "127.0.0.1"], TimeSpan.FromDays(5), time).Dispose();

    public PeerCertificates Certificates(string hub)
    {
        if (!File.Exists(Folder.CertificateOf(hub)))
            Issue(hub);
        return PeerCertificates.FromFolder(System.IO.Path.Combine(Path, "certs"), hub);
    }

    public PeerOptions Options(string hub) => new() { Listen = new(IPAddress.Loopback, 0), Certificates = Certificates(hub), ShutdownGrace = TimeSpan.FromMilliseconds(200) };

    public Task<TestHub> StartAsync(string hub) => TestHub.StartAsync(hub, Options(hub));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
