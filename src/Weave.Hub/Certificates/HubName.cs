using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Weave.Certificates;

/// <summary>A hub's id in a certificate: the one alternative name of the form <c>urn:weave:hub:ID</c>.</summary>
static class HubName
{
    const string Prefix = "urn:weave:hub:";
    const string AlternativeNames = "2.5.29.17";

    static readonly Asn1Tag uri = new(TagClass.ContextSpecific, 6);

    internal static Uri Of(string hub) => new(Prefix + Uri.EscapeDataString(hub));

    /// <summary>The hub that a certificate names; null when it names none, or several.</summary>
    internal static string? In(X509Certificate2 certificate)
    {
        string? hub = null;
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != AlternativeNames)
                continue;
            foreach (var name in Uris(extension.RawData))
            {
                if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                    continue;
                if (hub is not null)
                    return null;
                hub = Uri.UnescapeDataString(name[Prefix.Length..]);
            }
        }

        return hub is "" ? null : hub;
    }

    static List<string> Uris(byte[] extension)
    {
        var names = new List<string>();
        try
        {
            var all = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
            while (all.HasData)
            {
                if (all.PeekTag().HasSameClassAndValue(uri))
                    names.Add(all.ReadCharacterString(UniversalTagNumber.IA5String, uri));
                else
                    all.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            return [];
        }

        return names;
    }
}
