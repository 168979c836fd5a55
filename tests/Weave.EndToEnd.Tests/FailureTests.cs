using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>Errors of user code and of callers, over the end of a process.</summary>
public class FailureTests
{
    [Fact]
    public async Task An_exception_of_user_code_keeps_its_type_message_and_stack_for_other_processes()
    {
        using var world = new World();
        var lines = await world.GoOnAsync("start=fail=f", "start=share=good");

        Assert.Contains("ended f Failed", lines);
        var thrown = await Assert.ThrowsAsync<FormatException>(() => world.ResultAsync<int>("f"));
        Assert.Equal("no number at 3", thrown.Message);
        Assert.Contains("Failing.Fail", thrown.StackTrace);
        Assert.Equal(await Scenarios.Sharing.Outer(Scenarios.Sharing.Items), await world.ResultAsync<string>("good"));

        // A failed run keeps its last commit.
        var stored = await world.StoredAsync("f");
        Assert.Equal(RunState.Failed, stored.Record.State);
        Assert.Equal(3, stored.Checkpoints[^1].Sequence);
    }

    [Fact]
    public async Task An_unknown_id_is_refused_by_name()
    {
        using var world = new World();
        await world.GoOnAsync("start=share=known");

        var thrown = await Assert.ThrowsAsync<RunNotFoundException>(() => world.ResultAsync<string>("unknown"));

        Assert.Equal("unknown", thrown.Run);
        Assert.Contains("'unknown'", thrown.Message);
        Assert.NotEmpty(thrown.Advice);
    }

    [Fact]
    public async Task The_same_id_for_other_work_is_refused_in_another_process_too()
    {
        using var world = new World();
        await world.GoOnAsync("start=share=one");
        using var worker = world.Worker("start=fail=one");

        Assert.Equal(3, await worker.EndedAsync());

        var line = Assert.Single(worker.Lines, static line => line.StartsWith("error ", StringComparison.Ordinal));
        Assert.StartsWith("error one RunConflictException: Run 'one': ", line, StringComparison.Ordinal);
        Assert.Contains("Sharing.Outer", line);
    }
}
