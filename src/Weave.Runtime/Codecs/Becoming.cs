using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weave.Codecs;

/// <summary>Objects that are whole from their beginning: an empty one is handed out while its elements do not exist yet, and becomes the whole one later.</summary>
static class Becoming<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.NonPublicFields | DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors)] T>
    where T : class
{
    static readonly FieldInfo[] fields = typeof(T).GetFields(BindingFlags.Instance | BindingFlags.NonPublic);

    internal static T Begin() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    internal static void Finish(T begun, T whole)
    {
        foreach (var field in fields)
            field.SetValue(begun, field.GetValue(whole));
    }
}
