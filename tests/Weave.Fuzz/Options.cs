using System.Globalization;

namespace Weave.Fuzz;

/// <summary>What the command line says.</summary>
sealed class Options
{
    public const string Usage = "fuzz [--seconds N] [--seed S] [--programs N] [--workers N] [--memory megabytes] [--only feature,...] [--print] [--mutate [--mutant words]] [--shrink seconds] [--keep folder]";

    public double Seconds { get; private set; } = 60;

    public ulong Seed { get; private set; } = 1;

    /// <summary>Ends after so many programs, whatever the time.</summary>
    public long Programs { get; private set; } = long.MaxValue;

    public int Workers { get; private set; } = Math.Min(2, Environment.ProcessorCount);

    public IReadOnlyCollection<string>? Only { get; private set; }

    /// <summary>Bytes beyond which a process ends its slice and another goes on.</summary>
    public long Memory { get; private set; } = 2L << 30;

    /// <summary>True in a process that the campaign started.</summary>
    public bool Slice { get; private set; }

    /// <summary>Prints the programs instead of trying them.</summary>
    public bool Print { get; private set; }

    public bool Mutate { get; private set; }

    /// <summary>Words of the planted bugs to try; all if empty.</summary>
    public string Mutant { get; private set; } = "";

    /// <summary>Seconds that shrinking one failure may take.</summary>
    public double Shrink { get; private set; } = 60;

    /// <summary>Where shrunk failures are saved.</summary>
    public string Keep { get; private set; } = DefaultFolder();

    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        var timed = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            string Value() => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
            switch (arguments[i])
            {
                case "--seconds":
                    options.Seconds = double.Parse(Value(), CultureInfo.InvariantCulture);
                    timed = true;
                    break;
                case "--seed":
                    options.Seed = ulong.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--programs":
                    options.Programs = long.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--workers":
                    options.Workers = int.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--memory":
                    options.Memory = long.Parse(Value(), CultureInfo.InvariantCulture) << 20;
                    break;
                case "--slice":
                    options.Slice = true;
                    break;
                case "--only":
                    options.Only = Value().Split(',');
                    break;
                case "--shrink":
                    options.Shrink = double.Parse(Value(), CultureInfo.InvariantCulture);
                    break;
                case "--keep":
                    options.Keep = Value();
                    break;
                case "--print":
                    options.Print = true;
                    break;
                case "--mutant":
                    options.Mutant = Value();
                    break;
                case "--mutate":
                    options.Mutate = true;
                    break;
                default:
                    throw new ArgumentException($"'{arguments[i]}' is no option. {Usage}");
            }
        }
        if (!timed && options.Programs < long.MaxValue)
            options.Seconds = double.PositiveInfinity;
        return options;
    }

    /// <summary>The project's own folder when it is run from the repository.</summary>
    static string DefaultFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var regressions = Path.Combine(folder.FullName, "tests", "Weave.Fuzz", "Regressions");
            if (Directory.Exists(regressions))
                return regressions;
        }
        return Directory.GetCurrentDirectory();
    }
}
