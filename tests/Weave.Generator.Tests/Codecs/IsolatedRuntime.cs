using System.Reflection;
using System.Runtime.Loader;

namespace Weave.Generator.Tests.Codecs;

/// <summary>Loads an assembly with a runtime of its own: tests declare types of the same names, and a registry knows each name once.</summary>
sealed class IsolatedRuntime() : AssemblyLoadContext(isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == "Weave.Runtime" ? LoadFromAssemblyPath(typeof(StepAttribute).Assembly.Location) : null;
}
