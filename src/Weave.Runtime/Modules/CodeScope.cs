using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Weave.Cursors;
using Weave.Evolution;
using Weave.Execution;
using Weave.State;

namespace Weave.Modules;

/// <summary>
/// The world that one load context's code lives in: its functions, codecs and types by name. The process has one; each module that is loaded beside it has its own, where
/// the same names mean the module's code. Types of the shared framework and of Weave itself belong to the process's and are the same in all.
/// </summary>
sealed class CodeScope
{
    [ThreadStatic]
    static CodeScope? entered;

    readonly ModuleContext? context;

    /// <param name="context">The load context of a module; null for the process.</param>
    internal CodeScope(ModuleContext? context)
    {
        this.context = context;
        Rules = new CodeRules(this);
        Functions[DelayFrame.Info.Id] = DelayFrame.Info;
        Functions[NearFrame.Info.Id] = NearFrame.Info;
        Functions[CheckpointFrame.Info.Id] = CheckpointFrame.Info;
        Functions[EventFrame.Info.Id] = EventFrame.Info;
        Functions[AwayFrame.Info.Id] = AwayFrame.Info;
        Functions[CallerFrame.Info.Id] = CallerFrame.Info;
    }

    /// <summary>The scope of the process's own code.</summary>
    public static CodeScope Process { get; } = new(null);

    /// <summary>The scope that names are looked up in on this thread.</summary>
    public static CodeScope Current => entered ?? Process;

    /// <summary>Woven functions by id.</summary>
    public ConcurrentDictionary<string, FragmentFunction> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>What closes generic functions, by id.</summary>
    public ConcurrentDictionary<string, Type> OpenFunctions { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<(string Owner, string Member), Migration> Migrations { get; } = new();

    public ConcurrentDictionary<Type, Codec> Codecs { get; } = new();

    public ConcurrentDictionary<string, Codec> CodecsBySchema { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, Codec> CodecsByName { get; } = new(StringComparer.Ordinal);

    /// <summary>Codecs whose names nobody has asked for yet.</summary>
    public ConcurrentQueue<Codec> Unindexed { get; } = new();

    /// <summary>Definitions of codecs that generated code has, by definition of the type.</summary>
    public ConcurrentDictionary<Type, Type> OpenCodecs { get; } = new();

    /// <summary>Enumerators that can be saved, by their run-time type.</summary>
    public ConcurrentDictionary<Type, CursorKind> Cursors { get; } = new();

    /// <summary>Assemblies with woven code whose types may be looked up by name.</summary>
    public ConcurrentDictionary<Assembly, bool> Assemblies { get; } = new();

    /// <summary>Types that were looked up by name.</summary>
    public ConcurrentDictionary<string, Type> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>How this code reads what other code saved.</summary>
    public CodeRules Rules { get; }

    /// <summary>Codecs of types that this code cannot make, by schema.</summary>
    public ConcurrentDictionary<string, OpaqueCodec> OpaqueCodecs { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked of each symbol table.</summary>
    public ConditionalWeakTable<ISymbolTable, SymbolCache> Symbols { get; } = [];

    /// <summary>The assemblies whose code belongs to this scope, in the order in which a name is looked for.</summary>
    public IEnumerable<Assembly> LoadedAssemblies
    {
        get
        {
            var shared = AppDomain.CurrentDomain.GetAssemblies().Where(static a => AssemblyLoadContext.GetLoadContext(a) is not ModuleContext);
            return context is null ? shared : context.Assemblies.Concat(shared.Where(a => !context.Holds(a.GetName().Name)));
        }
    }

    /// <summary>The scope of a type. A construction belongs to the module that one of its arguments is from.</summary>
    public static CodeScope Of(Type type) => type.IsCollectible ? OfCollectible(type) : Process;

    /// <summary>The scope of the code that a delegate calls.</summary>
    public static CodeScope Of(Delegate code) =>
        code.Target is { } target ? Of(target.GetType())
        : RuntimeFeature.IsDynamicCodeSupported && code.Method.DeclaringType is { } type ? Of(type)
        : Process;

    /// <summary>Lets the module go as soon as nothing of it is in use.</summary>
    public void Unload() => context?.Unload();

    /// <summary>Has names looked up in this scope on this thread until what is returned is disposed of.</summary>
    public Entered Enter()
    {
        var outer = entered;
        entered = this;
        return new Entered(outer);
    }

    static CodeScope OfCollectible(Type type)
    {
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) is ModuleContext module)
            return module.Scope;
        if (type.HasElementType)
            return Of(type.GetElementType()!);
        foreach (var argument in type.GetGenericArguments())
        {
            if (Of(argument) is var scope && scope != Process)
                return scope;
        }

        return Process;
    }

    /// <summary>Leads back to the scope before.</summary>
    public readonly ref struct Entered(CodeScope? outer)
    {
        public void Dispose() => entered = outer;
    }
}
