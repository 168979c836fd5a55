using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;
using Weave.Generator.Emit;

namespace Weave.Generator.Codecs;

/// <summary>Writes the module's registration: when the assembly is loaded, the runtime learns its codecs and functions. No reflection, so trimming and AOT keep it whole.</summary>
static class RegistrationEmitter
{
    const string Method = "__weave_Register";

    /// <summary>The registration, and for each type with private types to register a part of it inside that type.</summary>
    /// <param name="plan">The merged plan of the module.</param>
    /// <param name="functions">What registers the module's functions and steps: <c>global::Shop.Orders.Fulfil__register();</c>. They are written in ordinal order.</param>
    public static EquatableArray<GeneratedFile> Emit(CodecPlan plan, IEnumerable<Registration> functions)
    {
        var calls = functions.Distinct().OrderBy(static function => function.Statement, StringComparer.Ordinal).ToArray();
        var homes = plan.Codecs.Select(static codec => codec.Home).Concat(calls.Select(static call => call.Home)).SelectMany(WithOuter).Distinct().OrderBy(static home => home.TypeName, StringComparer.Ordinal).ToArray();
        var names = HintNames.Of("Weave.Module.", [.. homes.Select(static home => home.TypeName.Replace("global::", ""))]);
        var parts = homes.Zip(names, (home, name) => new GeneratedFile(name, InHome(plan, home, homes, calls)));
        return new([new GeneratedFile("Weave.Module.g.cs", Module(plan, homes, calls)), .. parts]);
    }

    static string Module(CodecPlan plan, HomeModel[] homes, Registration[] functions)
    {
        var writer = new SourceWriter();
        Housing.Head(writer);
        writer.Line("[assembly: global::Weave.Execution.WeaveModule]").Line();
        writer.Line("namespace Weave.Generated;").Line();
        writer.Line("/// <summary>Tells the runtime, when this assembly is loaded, how its values travel and which functions it can resume.</summary>");
        writer.Open("internal static class WeaveModule");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Initialize()");
        Register(writer, plan, homes, functions, home: null);
        writer.Close();
        writer.Close();
        return writer.ToString();
    }

    static string InHome(CodecPlan plan, HomeModel home, HomeModel[] homes, Registration[] functions)
    {
        var writer = new SourceWriter();
        Housing.Open(writer, home);
        writer.Line("/// <summary>Registers the codecs and functions of types that can be named only here.</summary>");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open($"internal static void {Method}()");
        Register(writer, plan, homes, functions, home);
        writer.Close();
        Housing.Close(writer, home);
        return writer.ToString();
    }

    /// <summary>The registrations that stand in <paramref name="home"/>, and the calls of those in homes that can be named only from there.</summary>
    static void Register(SourceWriter writer, CodecPlan plan, HomeModel[] homes, Registration[] functions, HomeModel? home)
    {
        foreach (var codec in plan.Codecs.Where(codec => codec.Home == home))
            writer.Line($"global::Weave.State.CodecRegistry.{(codec.Generated?.TypeParameters.Length > 0 ? "AddOpen" : "Add")}({codec.Registration});");
        foreach (var inner in homes.Where(inner => inner.Outer == home))
            writer.Line($"{inner.TypeName}.{Method}();");
        foreach (var function in functions.Where(function => function.Home == home))
            writer.Line(function.Statement);
    }

    static IEnumerable<HomeModel> WithOuter(HomeModel? home)
    {
        for (var part = home; part is not null; part = part.Outer)
            yield return part;
    }
}
