namespace Weave;

/// <summary>A run whose result is a <typeparamref name="TResult"/>.</summary>
/// <typeparam name="TResult">The result; <see cref="Execution.Unit"/> for none.</typeparam>
public sealed class RunHandle<TResult> : RunHandle
{
    readonly Lazy<Task<TResult>> result;

    internal RunHandle(RunDirectory directory, string id)
        : base(directory, id) =>
        result = new(() => directory.ResultAsync<TResult>(id));

    /// <summary>
    /// The result, when it is durable; the same task each time. It faults with the exception of the user's code, stack trace text included, if the run failed;
    /// with <see cref="RunCancelledException"/>, <see cref="RunTerminatedException"/> or <see cref="RunQuarantinedException"/> if it ended that way;
    /// and if it stopped in this process only, with what stopped it: <see cref="HubClosedException"/>, <see cref="RunFencedException"/>, <see cref="ContractMismatchException"/>, or an error of the store.
    /// </summary>
    public Task<TResult> Result => result.Value;
}
