using System.Text.Json;
using Crm.Sdk.TestSupport;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Worker;

/// <summary>The worker, run as people run it: it cares on a clock, ends well when it is asked to, and cares for nobody twice.</summary>
public sealed class WorkerTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // against hanging only; a busy machine may take its time
    private static readonly Duration Soon = Duration.FromSeconds(25);

    private readonly TempFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [SkippableFact]
    public async Task CA_1_It_cares_at_the_time_of_its_schedule_and_once()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");

        IReadOnlyList<string> first = await RunAsync(until: "job care did 5");
        IReadOnlyList<string> messages = await MessagesAsync(atLeast: 3);
        IReadOnlyList<string> second = await RunAsync(until: "job care did 0");

        Assert.Equal(["Welcome, Ada!", "Welcome, Grace!", "小龙，欢迎您！"], messages.Where(static body => body.Contains("elcome", StringComparison.Ordinal) || body.Contains("欢迎", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(messages, static body => body.Contains("生日", StringComparison.Ordinal)); // no consent
        Assert.Equal(messages.Count(static body => body.Contains("elcome", StringComparison.Ordinal)), (await MessagesAsync(3)).Count(static body => body.Contains("elcome", StringComparison.Ordinal)));
        Assert.DoesNotContain(first.Concat(second), static line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
    }

    /// <summary>Starts the worker with care in a few seconds, waits for a line of its log and for the messages it sends, and asks it to stop.</summary>
    private async Task<IReadOnlyList<string>> RunAsync(string until)
    {
        LocalTime at = (SystemClock.Instance.GetCurrentInstant() + Soon).InUtc().TimeOfDay;
        await using var worker = Child.StartDotNet(RepositoryFolder.BuiltAssembly("samples/Worker"), [
            $"--Worker:Folder={_folder.PathOf("data")}", "--Crm:Schedules:care:Zone=UTC", $"--Crm:Schedules:care:At:0={LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss").Format(at)}"]);
        List<string> lines = [];
        do
        {
            lines.Add(await worker.ReadLineAsync(Limit) ?? throw new EndOfStreamException($"The worker ended by itself. {string.Join('\n', lines)} {worker.ErrorText}"));
        }
        while (!lines[^1].Contains(until, StringComparison.Ordinal));

        await MessagesAsync(atLeast: 3);
        await using Child signal = Child.Start("kill", ["-TERM", worker.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        lines.AddRange(await worker.ReadToEndAsync(Limit));
        Assert.Equal(0, await worker.WaitForExitAsync(Limit));
        return lines;
    }

    private async Task<IReadOnlyList<string>> MessagesAsync(int atLeast)
    {
        using var patience = new CancellationTokenSource(Limit);
        string file = _folder.PathOf("data", "messages.jsonl");
        while (true)
        {
            IReadOnlyList<string> lines = File.Exists(file) ? await ReadAsync(file) : [];
            if (lines.Count >= atLeast)
            {
                return [.. lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("body").GetString()!)];
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>The whole lines of a file that the worker may be writing, by a program that takes no lock: one of ours would stand in the channel's way.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(string file)
    {
        await using Child cat = Child.Start("cat", [file]);
        return await cat.ReadToEndAsync(Limit);
    }
}
