using System.ComponentModel;

namespace Weave.Execution;

/// <summary>Written by the generator on an assembly that holds woven methods, so that a hub finds them without scanning types.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WeaveModuleAttribute : Attribute;
