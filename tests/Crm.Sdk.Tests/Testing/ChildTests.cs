using System.Diagnostics;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Testing;

public sealed class ChildTests
{
    [SkippableFact]
    public async Task A_killed_child_is_gone_and_what_it_wrote_before_is_still_read()
    {
        await using Child child = Shell("printf 'one\\ntwo\\nthree\\n'; exec sleep 600");
        Assert.Equal("one", await child.ReadLineAsync());
        await child.KillAsync();

        Assert.Equal(["two", "three"], await child.ReadToEndAsync());
        Assert.Equal(137, await child.WaitForExitAsync()); // 128 + SIGKILL
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child.Id));
    }

    [SkippableFact]
    public async Task A_line_cut_short_by_the_kill_does_not_count_as_said()
    {
        await using Child child = Shell("echo acknowledged 1; printf 'acknowledged 2'; echo written >&2; exec sleep 600");
        Assert.Equal("acknowledged 1", await child.ReadLineAsync());
        while (child.ErrorText.Length == 0)
        {
            await Task.Delay(10);
        }

        await child.KillAsync();
        Assert.Empty(await child.ReadToEndAsync());
        Assert.Equal("acknowledged 2", child.TornLine);
    }

    [SkippableFact]
    public async Task A_kill_cannot_be_caught()
    {
        await using Child child = Shell("trap 'echo caught' HUP INT TERM EXIT; echo ready; while :; do sleep 0.1; done");
        await child.ReadToLineAsync("ready");
        await child.KillAsync();
        Assert.Empty(await child.ReadToEndAsync());
    }

    [SkippableFact]
    public async Task Waits_are_bounded_and_say_what_the_child_complained_of()
    {
        await using Child child = Shell("echo 'no such table' >&2; echo started; exec sleep 600");
        await child.ReadToLineAsync("started");
        var silent = await Assert.ThrowsAsync<TimeoutException>(() => child.ReadLineAsync(TimeSpan.FromMilliseconds(50)));
        await Assert.ThrowsAsync<TimeoutException>(() => child.WaitForExitAsync(TimeSpan.FromMilliseconds(50)));
        Assert.Contains("no such table", silent.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_child_that_ends_before_the_awaited_line_is_an_error()
    {
        await using Child child = Shell("echo one; exit 3");
        await Assert.ThrowsAsync<EndOfStreamException>(() => child.ReadToLineAsync("ready"));
        Assert.Equal(3, await child.WaitForExitAsync());
    }

    [SkippableFact]
    public async Task Disposing_kills_what_still_runs_with_its_own_children()
    {
        int id;
        await using (Child child = Shell("sleep 600 & echo $!; wait"))
        {
            id = int.Parse((await child.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        }

        using var limit = new CancellationTokenSource(Child.DefaultLimit);
        while (IsRunning(id))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(10);
        }
    }

    [SkippableFact]
    public async Task A_child_hears_what_is_written_to_it_and_sees_its_variables()
    {
        Skip.If(OperatingSystem.IsWindows(), "The script is a POSIX shell's.");
        await using Child child = Child.Start("/bin/sh", ["-c", "read line; echo \"$line $CRM_CHILD\""], new Dictionary<string, string?> { ["CRM_CHILD"] = "world" });
        await child.WriteLineAsync("hello");
        Assert.Equal("hello world", await child.ReadLineAsync());
        Assert.Equal(0, await child.WaitForExitAsync());
    }

    [Fact]
    public async Task A_dotnet_program_runs_on_the_runtime_of_the_tests()
    {
        await using Child child = Child.StartDotNet(typeof(ChildTests).Assembly.Location, []);
        Assert.Equal(0, await child.WaitForExitAsync()); // a test assembly's own entry point does nothing
        Assert.Empty(await child.ReadToEndAsync());
    }

    private static Child Shell(string script)
    {
        Skip.If(OperatingSystem.IsWindows(), "The script is a POSIX shell's.");
        return Child.Start("/bin/sh", ["-c", script]);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
