namespace Weave;

/// <summary>The module that a run is pinned to cannot be used here. The run was left as it is; other runs go on.</summary>
public sealed class ModuleUnavailableException : WeaveException
{
    /// <param name="module">The SHA-256 that names the module.</param>
    /// <param name="cause">Why not, one sentence.</param>
    /// <param name="run">The run, when known.</param>
    /// <param name="inner">The error behind it, or null.</param>
    public ModuleUnavailableException(string module, string cause, string? run = null, Exception? inner = null)
        : base(
            $"It is pinned to module {Short(module)}, which cannot be used here: {cause}",
            "Run it with the build that started it, or bring it to this build's code: weavec runs resume RUN --module new.",
            run,
            inner) =>
        Module = module;

    /// <summary>The SHA-256 that names the module.</summary>
    public string Module { get; }

    static string Short(string module) => module.Length > 12 ? module[..12] : module;
}
