using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>What is done around each asynchronous call.</summary>
/// <param name="name">The method.</param>
/// <param name="arguments">What it is called with.</param>
/// <param name="call">Makes the call; more than once makes it again.</param>
delegate ValueTask<object?> Hook(string name, object?[] arguments, Func<ValueTask<object?>> call);

/// <summary>Puts a hook around every asynchronous call of an interface; what returns at once is passed through.</summary>
class Around<T> : DispatchProxy
    where T : class
{
    static readonly ConcurrentDictionary<Type, MethodInfo?> shapes = [];

    T inner = null!;
    Hook hook = null!;

    public static T Of(T inner, Hook hook)
    {
        var proxy = Create<T, Around<T>>();
        var around = (Around<T>)(object)proxy;
        around.inner = inner;
        around.hook = hook;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? method, object?[]? arguments)
    {
        arguments ??= [];
        var shape = method!.Name == nameof(IAsyncDisposable.DisposeAsync) ? null : shapes.GetOrAdd(method.ReturnType, Shape);
        return shape is null ? Call(inner, method, arguments) : Call(this, shape, [method, arguments]);
    }

    static object? Call(object on, MethodInfo method, object?[] arguments) => method.Invoke(on, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    static MethodInfo? Shape(Type returned)
    {
        var name = returned switch
        {
            { IsGenericType: true } when returned.GetGenericTypeDefinition() == typeof(ValueTask<>) => nameof(Valued),
            { IsGenericType: true } when returned.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) => nameof(Listed),
            _ => returned == typeof(ValueTask) ? nameof(Done) : null,
        };
        if (name is null)
            return null;
        var shape = typeof(Around<T>).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!;
        return shape.IsGenericMethodDefinition ? shape.MakeGenericMethod(returned.GetGenericArguments()) : shape;
    }

    async ValueTask<TValue> Valued<TValue>(MethodInfo method, object?[] arguments) =>
        (TValue)(await hook(method.Name, arguments, async () => await ((ValueTask<TValue>)Call(inner, method, arguments)!).ConfigureAwait(false)).ConfigureAwait(false))!;

    async ValueTask Done(MethodInfo method, object?[] arguments) => await hook(method.Name, arguments, async () =>
    {
        await ((ValueTask)Call(inner, method, arguments)!).ConfigureAwait(false);
        return null;
    }).ConfigureAwait(false);

    async IAsyncEnumerable<TValue> Listed<TValue>(MethodInfo method, object?[] arguments)
    {
        var listed = await hook(method.Name, arguments, async () =>
        {
            var values = new List<TValue>();
            await foreach (var value in ((IAsyncEnumerable<TValue>)Call(inner, method, arguments)!).ConfigureAwait(false))
                values.Add(value);
            return values;
        }).ConfigureAwait(false);
        foreach (var value in (List<TValue>)listed!)
            yield return value;
    }
}
