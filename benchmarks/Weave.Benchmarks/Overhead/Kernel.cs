using Weave.Benchmarks.Tiering;
using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>
/// One kernel with its inputs. Methods are called through function pointers held in fields, so that none is inlined into its caller or loses its result;
/// the calls of all variants are the same but for the pointer and the context.
/// </summary>
public abstract class Kernel(string name, KernelGroup group)
{
    public string Name => name;

    public KernelGroup Group => group;

    /// <summary>The methods that have to be in Tier-1 before anything is measured.</summary>
    public IReadOnlyList<MethodName> Methods { get; init; } = MethodsOf(name, name + "__woven");

    /// <summary>Brings back what a call has changed in its arguments; never inside a measurement.</summary>
    public Action Prepare { get; init; } = static () => { };

    public abstract bool HasAsync { get; }

    /// <summary>The variants there are, in the order of a round.</summary>
    public IReadOnlyList<Variant> Variants => HasAsync ? [Variant.Plain, Variant.Woven, Variant.Control, Variant.Async] : [Variant.Plain, Variant.Woven, Variant.Control];

    /// <summary>Chooses the short input (for warming: methods are compiled for their calls, not for a loop under way) or the real one.</summary>
    public abstract void Use(bool real);

    /// <summary>Runs one variant and keeps its result.</summary>
    public void Run(Variant variant, RunContext ctx)
    {
        switch (variant)
        {
            case Variant.Woven:
                RunWoven(ctx);
                break;
            case Variant.Async:
                RunAsync();
                break;
            default:
                RunPlain();
                break;
        }
    }

    public abstract void RunPlain();

    public abstract void RunWoven(RunContext ctx);

    public abstract void RunAsync();

    /// <summary>Goes on from what the driver has captured, to the end, and keeps the result.</summary>
    public abstract void Resume(StrandDriver driver);

    /// <summary>Of the last result.</summary>
    public abstract ulong Checksum();

    /// <summary>Methods of the kernels and what holds the bodies of the async ones.</summary>
    public static IReadOnlyList<MethodName> MethodsOf(params string[] names) => [.. names.SelectMany(n => MethodName.In(typeof(Kernels), n))];
}
