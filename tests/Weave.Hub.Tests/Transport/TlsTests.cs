using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Weave.Certificates;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class TlsTests
{
    static readonly byte[] hello = RawPeer.Bytes(RawPeer.Hello("a", "b").Write);

    [Fact]
    public async Task Hubs_with_certificates_of_one_authority_talk_and_each_knows_who_the_other_is()
    {
        using var cluster = new TestCluster();
        await using var a = await cluster.StartAsync("hub a/ü");
        await using var b = await cluster.StartAsync("b");
        var body = CallTests.Bytes(3_000_000, seed: 1);

        Assert.Equal(body, (await a.Call(b, PeerMethod.Echo, body)).ToArray());
        await b.Call(a, PeerMethod.Echo, default);
        Assert.Equal(("hub a/ü", "b"), (b.Service.From, a.Service.From));
    }

    [Fact]
    public async Task Without_tls_nobody_gets_a_word()
    {
        using var cluster = new TestCluster();
        await using var b = await cluster.StartAsync("b");
        using var raw = await RawPeer.ConnectAsync(b.Network.Address);

        await raw.SendAsync(hello);

        // At the most an alert of TLS itself: 7 bytes that begin with 21.
        var got = await raw.ReadToEndAsync();
        Assert.True(got.Length == 0 || (got.Length <= 7 && got[0] == 21), Convert.ToHexString(got));
    }

    [Fact]
    public async Task Without_a_certificate_nobody_gets_a_word() => await GetsNothingAsync(static _ => null);

    [Fact]
    public async Task With_a_certificate_of_another_authority_nobody_gets_a_word()
    {
        using var others = new TestCluster();
        await GetsNothingAsync(_ => others.Folder.Issue("a", [], TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task With_an_expired_certificate_nobody_gets_a_word() =>
        await GetsNothingAsync(static cluster => cluster.Folder.Issue("a", [], TimeSpan.FromMinutes(5), new At(TimeSpan.FromMinutes(-5.5))));

    [Fact]
    public async Task With_a_certificate_that_names_no_hub_nobody_gets_a_word()
    {
        await GetsNothingAsync(static cluster =>
        {
            using var authority = cluster.Folder.Open();
            using var key = System.Security.Cryptography.ECDsa.Create();
            var request = new CertificateRequest("CN=a", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false));
            return request.Create(authority.Certificate, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(1), [1]).CopyWithPrivateKey(key);
        });
    }

    [Fact]
    public async Task A_certificate_says_who_somebody_is_not_its_hello()
    {
        using var cluster = new TestCluster();
        await using var b = await cluster.StartAsync("b");
        using var mallory = cluster.Folder.Issue("mallory", [], TimeSpan.FromDays(1));
        await using var stream = await ConnectAsync(b, mallory);

        await stream.WriteAsync(hello);
        var header = new byte[8];
        await stream.ReadExactlyAsync(header);
        Assert.Equal((4, 5), (header[4], header[6]));
    }

    [Fact]
    public async Task A_hub_does_not_talk_to_another_than_it_means()
    {
        using var cluster = new TestCluster();
        await using var a = await cluster.StartAsync("a");
        await using var b = await cluster.StartAsync("b");

        var error = await Assert.ThrowsAsync<PeerRefusedException>(() => a.Network.CallAsync(new HubInfo("c", b.Network.Address), PeerMethod.Echo, default, TestHub.Long).AsTask());
        Assert.Contains("'b', not 'c'", error.Reason);
        Assert.Null(b.Service.From);
    }

    [Fact]
    public async Task A_hub_of_another_authority_is_not_talked_to()
    {
        using var cluster = new TestCluster();
        using var others = new TestCluster();
        await using var a = await cluster.StartAsync("a");
        await using var b = await others.StartAsync("b");

        await Assert.ThrowsAsync<PeerRefusedException>(() => a.Call(b, PeerMethod.Echo, default).AsTask());
        Assert.Null(b.Service.From);
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_and_a_new_authority_can_be_brought_in_while_hubs_run()
    {
        using var cluster = new TestCluster();
        using var next = new TestCluster();
        await using var a = await cluster.StartAsync("a");
        using var log = new KeptLog();
        var options = cluster.Options("b") with { Logs = log };
        await using var b = await TestHub.StartAsync("b", options);
        await a.Call(b, PeerMethod.Echo, default);

        // 1. Everybody trusts both; 2. hubs get certificates of the new one; 3. the old one is dropped.
        File.AppendAllText(cluster.Folder.Trust, File.ReadAllText(next.Folder.Trust));
        await ReconnectedAsync(a, b);
        next.Issue("b");
        File.Copy(next.Folder.KeyOf("b"), cluster.Folder.KeyOf("b"), overwrite: true);
        await ReconnectedAsync(a, b);
        Assert.NotNull(options.Certificates!.Fault);
        await ReconnectedAsync(a, b);
        Assert.Single(log.Lines, l => l.StartsWith("Warning: The certificates of hub 'b'", StringComparison.Ordinal) && l.EndsWith(options.Certificates.Fault, StringComparison.Ordinal));
        File.Copy(next.Folder.CertificateOf("b"), cluster.Folder.CertificateOf("b"), overwrite: true);
        await ReconnectedAsync(a, b);
        Assert.Null(options.Certificates.Fault);
        await using var stream = await ConnectAsync(b, next.Folder.Issue("a", [], TimeSpan.FromDays(1)));
        using var nextAuthority = next.Folder.Open();
        Assert.Equal(nextAuthority.Certificate.SubjectName.Name, ((X509Certificate2)stream.RemoteCertificate!).IssuerName.Name);

        static async Task ReconnectedAsync(TestHub a, TestHub b)
        {
            a.Network.Cut("b");
            await a.Call(b, PeerMethod.Echo, default);
        }
    }

    [Fact]
    public async Task No_endpoint_without_tls_unless_loopback_and_asked_for()
    {
        using var cluster = new TestCluster();
        await Fails("b", new() { Listen = new(IPAddress.Loopback, 0) });
        await Fails("b", new() { Listen = new(IPAddress.Any, 0), LoopbackWithoutTls = true });
        await Fails("b", cluster.Options("b") with { LoopbackWithoutTls = true });
        await Fails("c", cluster.Options("b"));

        // Who has certificates does not speak without TLS, and who has none is told so.
        await using var a = await TestHub.StartAsync("a", new());
        await using var b = await TestHub.StartAsync("b");
        var error = await Assert.ThrowsAsync<PeerRefusedException>(() => a.Call(b, PeerMethod.Echo, default).AsTask());
        Assert.Contains("certificates", error.Reason);

        static async Task Fails(string hub, PeerOptions options) => await Assert.ThrowsAsync<PeerSetupException>(() => TestHub.StartAsync(hub, options));
    }

    [Fact]
    public void A_key_that_others_can_read_is_not_taken()
    {
        using var cluster = new TestCluster();
        cluster.Issue("a");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(cluster.Folder.KeyOf("a")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(cluster.Folder.AuthorityKey));

        File.SetUnixFileMode(cluster.Folder.KeyOf("a"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Throws<CertificateException>(() => cluster.Certificates("a"));
    }

    static async Task GetsNothingAsync(Func<TestCluster, X509Certificate2?> shown)
    {
        using var cluster = new TestCluster();
        await using var b = await cluster.StartAsync("b");
        using var certificate = shown(cluster);
        var got = 0;
        try
        {
            await using var stream = await ConnectAsync(b, certificate);
            await stream.WriteAsync(hello);
            got = await stream.ReadAsync(new byte[100]);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The hub ended it; in TLS 1.3 the other side learns that when it reads.
        }

        Assert.Equal(0, got);
        Assert.Null(b.Service.From);
    }

    static async Task<SslStream> ConnectAsync(TestHub to, X509Certificate2? certificate)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(to.Network.Address));
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "b",
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, [], offline: true),
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
        });
        return stream;
    }

    /// <summary>A clock that goes wrong by so much.</summary>
    sealed class At(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}
