using System.ComponentModel;

namespace Weave.Execution;

/// <summary>
/// Registers a generic function for the type arguments it is constructed with. Generated code has one for each generic function; a frame that is loaded names the
/// arguments, and the registry makes the construction.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OpenRegistration
{
    /// <summary>Adds the function, closed over this construction's type arguments.</summary>
    public abstract void Register();
}
