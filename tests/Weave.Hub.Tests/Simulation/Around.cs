using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>What is done around each asynchronous call.</summary>
/// <param name="name">The method.</param>
/// <param name="arguments">What it is called with.</param>
/// <param name="call">Makes the call; more than once makes it again.</param>
delegate ValueTask<object?> Hook(string name, object?[] arguments, Func<ValueTask<object?>> call);

/// <summary>What is done around each call that blocks.</summary>
/// <param name="name">The method.</param>
/// <param name="call">Makes the call; more than once makes it again.</param>
delegate object? BlockingHook(string name, Func<object?> call);

/// <summary>Puts a hook around every asynchronous call of an interface, and if it is asked to around those that block; properties are passed through.</summary>
class Around<T> : DispatchProxy
    where T : class
{
    static readonly ConcurrentDictionary<Type, MethodInfo?> shapes = [];

    T inner = null!;
    Hook hook = null!;
    BlockingHook? blocking;

    public static T Of(T inner, Hook hook, BlockingHook? blocking = null)
    {
        var proxy = Create<T, Around<T>>();
        var around = (Around<T>)(object)proxy;
        around.inner = inner;
        around.hook = hook;
        around.blocking = blocking;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? method, object?[]? arguments)
    {
        arguments ??= [];
        var shape = method!.Name == nameof(IAsyncDisposable.DisposeAsync) ? null : shapes.GetOrAdd(method.ReturnType, Shape);
        if (shape is not null)
            return Call(this, shape, [method, arguments]);
        return blocking is null || method.IsSpecialName || method.Name == nameof(IAsyncDisposable.DisposeAsync)
            ? Call(inner, method, arguments)
            : blocking(method.Name, () => Call(inner, method, arguments));
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
