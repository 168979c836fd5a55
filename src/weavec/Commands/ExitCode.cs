namespace Weave.Tool.Commands;

/// <summary>What the process says of its end. Documented in docs/weavec.md.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done; a fragment function or step is refused by a rule.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The source cannot be opened.</summary>
    public const int NotOpened = 3;

    /// <summary>What is asked for is not in it.</summary>
    public const int NotFound = 4;

    /// <summary>Done; all goes on with newer code, and some of it maps.</summary>
    public const int Maps = 1;

    /// <summary>Done; some needs a migration.</summary>
    public const int NeedsMigration = 5;

    /// <summary>Done; some goes on with the old code only.</summary>
    public const int Incompatible = 6;
}
