using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Weave.Modules;

namespace Weave.Codecs;

/// <summary>
/// What travels of one exception. It comes back as its own type when that is loaded: made without a constructor (which could ask for anything), its
/// message and simple fields put in; a field of a richer type, for which nobody registered a codec, is its default.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A type or field that was trimmed away is left out; the exception then comes back as CapturedException or with a default.")]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "As above.")]
[UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
sealed class ExceptionParts
{
    const string EndOfStack = "--- End of stack trace from previous location ---";
    const int CodeOfManagedExceptions = unchecked((int)0xE0434352);
    const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal required string Assembly { get; init; }

    internal required string Type { get; init; }

    /// <summary>What the constructor was given; null where the type composes its message.</summary>
    internal required string? RawMessage { get; init; }

    internal required string Message { get; init; }

    internal required string? StackTrace { get; init; }

    internal required int HResult { get; init; }

    internal required string? HelpLink { get; init; }

    /// <summary>Fields of the types below <see cref="Exception"/>, as <c>type.field</c>.</summary>
    internal required List<KeyValuePair<object, object?>> Fields { get; init; }

    internal required List<KeyValuePair<object, object?>> Data { get; init; }

    internal List<Exception> Inner { get; } = [];

    internal static ExceptionParts Of(Exception exception)
    {
        var type = exception.GetType();
        var parts = new ExceptionParts
        {
            Assembly = exception is CapturedException ? "" : type.Assembly.GetName().Name ?? "",
            Type = exception is CapturedException captured ? captured.OriginalType : type.FullName ?? type.Name,
            RawMessage = MessageOf(exception),
            Message = Try(() => exception.Message) ?? "",
            StackTrace = TrimEnd(Try(() => exception.StackTrace)),
            HResult = exception.HResult,
            HelpLink = Try(() => exception.HelpLink),
            Fields = SimpleFields(exception),
            Data = SimpleData(exception),
        };
        parts.Inner.AddRange(InnerOnes(exception));
        return parts;
    }

    internal static IReadOnlyList<Exception> InnerOnes(Exception exception) => exception switch
    {
        AggregateException many => many.InnerExceptions,
        { InnerException: { } inner } => [inner],
        _ => [],
    };

    internal static void SetInner(Exception exception, Exception[] inner)
    {
        InnerOf(exception) = inner.Length > 0 ? inner[0] : null;
        if (exception is AggregateException)
            typeof(AggregateException).GetField("_innerExceptions", OwnFields)?.SetValue(exception, inner);
    }

    internal Exception Restore()
    {
        var exception = Make();
        foreach (var (key, value) in Data)
            exception.Data[key] = value;
        exception.HResult = HResult;
        Try(() => exception.HelpLink = HelpLink);
        if (!string.IsNullOrEmpty(StackTrace))
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, StackTrace);
        return exception;
    }

    Exception Make()
    {
        if (FindType() is not { } type)
            return new CapturedException(Type, Message, Inner.Count > 0 ? Inner[0] : null);
        var exception = (Exception)RuntimeHelpers.GetUninitializedObject(type);
        CodeOf(exception) = CodeOfManagedExceptions;
        MessageOf(exception) = RawMessage!;
        SetInner(exception, Inner.ToArray());
        foreach (var (key, value) in Fields)
            SetField(exception, (string)key, value);
        return exception;
    }

    /// <summary>The type by name among the assemblies that are loaded: stored bytes never load one.</summary>
    Type? FindType()
    {
        if (Assembly.Length == 0 || Type.AsSpan().IndexOfAny("[]`,&*\\") >= 0)
            return null;
        foreach (var assembly in CodeScope.Current.LoadedAssemblies)
        {
            if (assembly.GetName().Name == Assembly && assembly.GetType(Type, throwOnError: false) is { IsAbstract: false, ContainsGenericParameters: false } type
                && (type == typeof(Exception) || type.IsSubclassOf(typeof(Exception))))
            {
                return type;
            }
        }

        return null;
    }

    static List<KeyValuePair<object, object?>> SimpleFields(Exception exception)
    {
        var fields = new List<KeyValuePair<object, object?>>();
        if (exception is CapturedException)
            return fields;
        for (var type = exception.GetType(); type != typeof(Exception) && type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(OwnFields))
            {
                if (IsSecret(type, field) || field.GetValue(exception) is not { } value)
                    continue;
                if (value is Enum)
                    value = Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), provider: null);
                if (SimpleValue.Is(value))
                    fields.Add(new(type.FullName + "." + field.Name, value));
            }
        }

        return fields;
    }

    /// <summary>A secret is left out of what is kept of an exception: messages of exceptions go where nobody expects them.</summary>
    static bool IsSecret(Type type, FieldInfo field)
    {
        if (field.IsDefined(typeof(SecretAttribute)))
            return true;
        var end = field.Name.IndexOf('>');
        return end > 1 && field.Name[0] == '<' && type.GetProperty(field.Name[1..end], OwnFields)?.IsDefined(typeof(SecretAttribute)) == true;
    }

    static void SetField(Exception exception, string name, object? value)
    {
        for (var type = exception.GetType(); type != typeof(Exception) && type is not null; type = type.BaseType)
        {
            if (!name.StartsWith(type.FullName + ".", StringComparison.Ordinal))
                continue;
            var field = type.GetField(name[(type.FullName!.Length + 1)..], OwnFields);
            if (field is null || value is null)
                continue;
            var target = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType;
            if (target.IsEnum && value.GetType() == Enum.GetUnderlyingType(target))
                value = Enum.ToObject(target, value);
            if (target.IsInstanceOfType(value))
                field.SetValue(exception, value);
            return;
        }
    }

    static List<KeyValuePair<object, object?>> SimpleData(Exception exception)
    {
        var data = new List<KeyValuePair<object, object?>>();
        if (Try(() => exception.Data) is not { Count: > 0 } source)
            return data;
        foreach (DictionaryEntry entry in source)
        {
            if (SimpleValue.Is(entry.Key))
                data.Add(new(entry.Key, SimpleValue.Is(entry.Value) ? entry.Value : Try(() => entry.Value!.ToString())));
        }

        return data;
    }

    /// <summary>A stack that was restored before ends with a line that restoring adds again.</summary>
    static string? TrimEnd(string? stack)
    {
        var text = stack?.TrimEnd();
        return text is not null && text.EndsWith(EndOfStack, StringComparison.Ordinal) ? text[..^EndOfStack.Length].TrimEnd() : stack;
    }

    /// <summary>An exception's own members may throw.</summary>
    static TResult? Try<TResult>(Func<TResult?> get)
        where TResult : class
    {
        try
        {
            return get();
        }
        catch (Exception)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    static extern ref string MessageOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    static extern ref Exception? InnerOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_xcode")]
    static extern ref int CodeOf(Exception exception);
}
