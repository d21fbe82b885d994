using System.Diagnostics;
using System.Globalization;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>What a writing process said before it was killed, and where it was.</summary>
public sealed class WriterLife
{
    private const int MostLines = 300;

    private WriterLife(IReadOnlyList<string> lines)
    {
        foreach (string[] words in lines.Select(static line => line.Split(' ')))
        {
            switch (words)
            {
                case ["open"]:
                    WasOpen = true;
                    break;
                case ["begin", var id]:
                    Begun.Add(Guid.Parse(id));
                    break;
                case ["ack", var id, var position]:
                    Acknowledged.Add(Guid.Parse(id), long.Parse(position, CultureInfo.InvariantCulture));
                    break;
                case ["session", var worker, var number]:
                    Sessions[int.Parse(worker, CultureInfo.InvariantCulture)] = int.Parse(number, CultureInfo.InvariantCulture);
                    break;
                case ["closing"]:
                    WasClosing = true;
                    break;
                case ["closed"]:
                    WasClosed = true;
                    break;
                default:
                    throw new FormatException($"The writer said '{string.Join(' ', words)}'.");
            }
        }
    }

    public bool WasOpen { get; }

    public bool WasClosing { get; }

    public bool WasClosed { get; }

    /// <summary>The commits that were asked for, whether answered or not.</summary>
    public List<Guid> Begun { get; } = [];

    /// <summary>The commits that were answered, with their positions.</summary>
    public Dictionary<Guid, long> Acknowledged { get; } = [];

    /// <summary>The last number that each session worker had an answer for.</summary>
    public Dictionary<int, int> Sessions { get; } = [];

    public IEnumerable<Guid> Unanswered => Begun.Where(id => !Acknowledged.ContainsKey(id));

    /// <summary>Starts a writer and kills it at a moment drawn by chance: in its start, while it commits, or while it closes the store.</summary>
    /// <param name="database">The file.</param>
    /// <param name="random">Draws the moment.</param>
    /// <param name="start">How long a writer takes until its store is open. All else is counted in lines that it wrote, so that a busy machine moves no kill.</param>
    public static async Task<WriterLife> RunAsync(string database, Random random, TimeSpan start)
    {
        await using Child writer = KillTarget.Start("write", database);
        var lines = new List<string>();
        int draw = random.Next(100);
        if (draw < 25)
        {
            await Task.Delay(random.NextDouble() * start);
        }
        else
        {
            await ReadAsync(random.Next(1, MostLines));
            if (draw >= 80)
            {
                await writer.WriteLineAsync("close");
                while (lines[^1] != "closing")
                {
                    await ReadAsync(1);
                }
            }

            await Task.Delay(random.Next(30));
        }

        await writer.KillAsync();
        lines.AddRange(await writer.ReadToEndAsync());
        return new WriterLife(lines);

        async Task ReadAsync(int count)
        {
            for (; count > 0; count--)
            {
                lines.Add(await writer.ReadLineAsync() ?? throw new EndOfStreamException($"The writer ended by itself. {writer.ErrorText}"));
            }
        }
    }

    /// <summary>How long a writer takes until its store is open.</summary>
    public static async Task<TimeSpan> TimeOfStartAsync(string database)
    {
        long start = Stopwatch.GetTimestamp();
        await using Child writer = KillTarget.Start("write", database);
        await writer.ReadToLineAsync("open");
        return Stopwatch.GetElapsedTime(start);
    }
}
