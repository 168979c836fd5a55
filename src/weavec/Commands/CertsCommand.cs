using System.CommandLine;
using Spectre.Console;
using Weave.Certificates;
using Weave.Tool.Opening;
using Weave.Tool.Rendering;

namespace Weave.Tool.Commands;

/// <summary><c>weavec certs</c>: the certificates by which hubs of a cluster know each other.</summary>
static class CertsCommand
{
    const int Version = 1, AuthorityDays = 3650, HubDays = 365;

    static readonly Argument<string> folder = new("DIR") { Description = "The folder of certificates and keys." };

    public static Command Create() => new("certs", "Make and show the certificates by which the hubs of a cluster know each other.") { Init(), Hub(), Show() };

    static Command Init()
    {
        var name = new Option<string>("--name") { Description = "The authority's name, for people.", DefaultValueFactory = static _ => "Weave cluster" };
        var days = Days(AuthorityDays);
        var command = new Command("init", "Make a cluster's own authority: ca.pem goes to every hub, ca.key stays with you.") { folder, name, days };
        command.SetAction(parsed => With(parsed, made =>
        {
            made.Init(parsed.GetRequiredValue(name), TimeSpan.FromDays(parsed.GetValue(days)));
            Console.WriteLine($"{made.Trust}: what every hub trusts. {made.AuthorityKey}: who has it makes hubs; keep it away from them.");
            return ExitCode.Done;
        }));
        return command;
    }

    static Command Hub()
    {
        var id = new Option<string>("--id") { Description = "The hub's id.", Required = true };
        var host = new Option<string[]>("--host") { Description = "A name or address that the hub is reached at; may be given again.", AllowMultipleArgumentsPerToken = true };
        var days = Days(HubDays);
        var command = new Command("hub", "Make a certificate and a key for a hub, or new ones in their place: a hub that runs takes them up by itself.") { folder, id, host, days };
        command.SetAction(parsed => With(parsed, made =>
        {
            var hub = parsed.GetRequiredValue(id);
            using var issued = made.Issue(hub, parsed.GetValue(host) ?? [], TimeSpan.FromDays(parsed.GetValue(days)));
            Console.WriteLine($"{made.CertificateOf(hub)}, {made.KeyOf(hub)}: hub '{hub}', valid until {issued.NotAfter.ToUniversalTime():u}. It needs these two and {made.Trust}.");
            return ExitCode.Done;
        }));
        return command;
    }

    static Command Show()
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("show", "List the certificates, until when they are valid, and whether hubs accept them now.") { folder, json };
        command.SetAction(parsed => With(parsed, made =>
        {
            var certificates = made.Read();
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, certificates }, Console.Out);
            else
                Write(certificates);
            return certificates.Any(static c => c.Fault is not null) ? ExitCode.Refused : ExitCode.Done;
        }));
        return command;
    }

    static void Write(IReadOnlyList<CertificateSummary> certificates)
    {
        var table = Terminal.Table("who", "valid until", "hosts", "accepted", "file");
        foreach (var c in certificates)
        {
            table.AddRow(
                Markup.Escape(c.Hub is null ? $"authority '{c.Subject}'" : $"hub '{c.Hub}'"), $"{c.To.ToUniversalTime():u}", Markup.Escape(string.Join(", ", c.Hosts)),
                Markup.Escape(c.Fault ?? "yes"), Markup.Escape(Path.GetFileName(c.File)));
        }

        Terminal.For(Console.Out, !Console.IsOutputRedirected).Write(table);
    }

    static Option<int> Days(int usual)
    {
        var days = new Option<int>("--days") { Description = $"How long it is valid: {usual} days unless said otherwise.", DefaultValueFactory = _ => usual };
        days.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 36500)
                result.AddError("--days must be between 1 and 36500.");
        });
        return days;
    }

    static int With(ParseResult parsed, Func<CertificateFolder, int> work)
    {
        try
        {
            return work(new(parsed.GetRequiredValue(folder)));
        }
        catch (Exception e) when (e is CertificateException or IOException or UnauthorizedAccessException)
        {
            throw new OpenException(e.Message, e);
        }
    }
}
