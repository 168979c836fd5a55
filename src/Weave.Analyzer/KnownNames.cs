namespace Weave.Analyzer;

/// <summary>Every name of the runtime that the compiler knows. The analyzer references no runtime type: this file is the whole of the coupling.</summary>
public static class KnownNames
{
    /// <summary>Marks fragment functions.</summary>
    public const string FragmentAttribute = "Weave.FragmentAttribute";

    /// <summary>Marks steps.</summary>
    public const string StepAttribute = "Weave.StepAttribute";

    /// <summary>Names the codec of a type that somebody else made.</summary>
    public const string StateCodecAttribute = "Weave.StateCodecAttribute";

    /// <summary>What such a codec derives from: for structs, for classes.</summary>
    public const string ValueCodec = "Weave.ValueCodec<T>", ClassCodec = "Weave.ClassCodec<T>";

    /// <summary>The assembly of the runtime.</summary>
    public const string RuntimeAssembly = "Weave.Runtime";

    /// <summary>Says what something was called.</summary>
    public const string WasNamedAttribute = "Weave.WasNamedAttribute";

    /// <summary>Says where a cut was.</summary>
    public const string WasCutAttribute = "Weave.WasCutAttribute";

    /// <summary>Marks methods that make new values of old ones.</summary>
    public const string MigratesAttribute = "Weave.MigratesAttribute";

    /// <summary>Says what may be lost.</summary>
    public const string DropsAttribute = "Weave.DropsAttribute";

    /// <summary>Holds the contracts of an assembly.</summary>
    public const string ContractsAttribute = "Weave.Execution.WeaveContractsAttribute";

    /// <summary>Registers what <see cref="MigratesAttribute"/> marks.</summary>
    public const string Migrations = "global::Weave.State.Migrations";

    /// <summary>Marks what nobody may read in a store.</summary>
    public const string SecretAttribute = "Weave.SecretAttribute";

    /// <summary>Holds the durable waits.</summary>
    public const string Durable = "Weave.Durable";

    /// <summary>What every woven method takes first.</summary>
    public const string RunContext = "global::Weave.Execution.RunContext";

    /// <summary>The woven twin of the await operator for tasks that Weave does not own.</summary>
    public const string ForeignAwait = "global::Weave.Execution.ForeignWait.Await__woven";

    /// <summary>The namespace of what saves enumerators.</summary>
    public const string Cursors = "global::Weave.Cursors";

    /// <summary>Computes the strips of counted loops.</summary>
    public const string Strip = "global::Weave.Execution.Strip";

    /// <summary>Throws an exception again, as <c>throw;</c> does where the handler has been left.</summary>
    public const string Rethrow = "global::Weave.Execution.Protected.Again";

    /// <summary>Disposes of a resource of a value type where it stands.</summary>
    public const string Dispose = "global::Weave.Execution.Protected.Dispose";

    /// <summary>What a woven method is called: the name of the method and this.</summary>
    public const string WovenSuffix = "__woven";

    /// <summary>What the member is called that an intercepted call enters: the name of the method and this.</summary>
    public const string ChaosSuffix = "__chaos";

    /// <summary>What the twin check of a virtual or interface method is called: the name of the method and this.</summary>
    public const string VirtualSuffix = "__virtual";
}
