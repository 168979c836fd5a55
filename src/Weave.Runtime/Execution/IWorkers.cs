namespace Weave.Execution;

/// <summary>The engine's threads.</summary>
interface IWorkers : IDisposable
{
    /// <summary>Has a worker execute it soon. After disposal nothing happens.</summary>
    void Enqueue(IWork work);

    /// <summary>Has what is queued executed before everything that nobody hurries.</summary>
    void Hurry(IWork work)
    {
    }
}
