namespace Weave.Execution;

/// <summary>Something that is done again and again, with pauses.</summary>
interface ILoop
{
    /// <summary>Ends the pause; while there is none, makes the next one short.</summary>
    void Wake();
}
