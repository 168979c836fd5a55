using Weave.Fuzz;
using Weave.Fuzz.Generation;
using Weave.Fuzz.Mutation;

Options options;
Features features;
try
{
    options = Options.Parse(args);
    features = options.Only is { } only ? Features.Only(only) : Features.All;
}
catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
if (options.Print)
{
    for (var i = 0UL; i < (ulong)Math.Min(options.Programs, 1000); i++)
        Console.WriteLine(ProgramGenerator.Write(options.Seed + i, features, $"Corpus.Fuzz.P{options.Seed + i}"));
    return 0;
}
if (options.Mutate)
    return new MutationCampaign(options, features).Run();
return options.Slice ? new Slice(options, features).Run() : new Campaign(options, args).Run();
