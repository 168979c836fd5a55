namespace Weave.Certificates;

/// <summary>What there is to say about a certificate in a <see cref="CertificateFolder"/>.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Hub">The hub that it names; null for an authority's.</param>
/// <param name="Subject">Its name, for people.</param>
/// <param name="Hosts">Names and addresses that the hub is reached at.</param>
/// <param name="From">Valid from then on.</param>
/// <param name="To">Valid until then.</param>
/// <param name="Sha256">Its fingerprint.</param>
/// <param name="Fault">Why other hubs would not accept it now; null when they do.</param>
public sealed record CertificateSummary(string File, string? Hub, string Subject, IReadOnlyList<string> Hosts, DateTimeOffset From, DateTimeOffset To, string Sha256, string? Fault);
