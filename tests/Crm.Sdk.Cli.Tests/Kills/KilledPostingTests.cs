using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.KillTarget.Points;
using Crm.Sdk.TestSupport;
using Xunit.Abstractions;

namespace Crm.Sdk.Cli.Tests.Kills;

/// <summary>LO-1, R9: postings of points that were acknowledged survive SIGKILL, those that were not are posted again under the same keys, and the ledger balances each time.</summary>
public sealed class KilledPostingTests(ITestOutputHelper output)
{
    private const int Kills = 200;
    private const int MostLines = 200;

    [Fact]
    public async Task LO_1_no_acknowledged_posting_is_lost_and_none_doubled_by_200_kills_while_posting()
    {
        int seed = Random.Shared.Next(), kills = ScaledCount.Of(Kills, atLeast: 10);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var folder = new ToolFolder();
        string members = string.Concat(Enumerable.Range(0, PointsLine.Members).Select(static member => $"{PointsLine.KeyOf(member)},enterprise,Member\n"));
        (await folder.RunAsync("import", "customers", await folder.WriteAsync("members.csv", "key,type,name\n" + members))).Expect(0);
        var all = new List<PointsLine>();
        long unanswered = 0, unheard = 0;
        for (int life = 0; life < kills; life++)
        {
            (List<PointsLine> begun, int acknowledged) = await LiveAsync(folder.PathOf("crm.db"), life, random);
            JsonElement again = await PostAsync(folder, begun);
            Assert.Equal(0, Of(again, "refused"));
            Assert.InRange(Of(again, "duplicates"), acknowledged, begun.Count); // fewer: an acknowledged one is lost
            unanswered += begun.Count - acknowledged;
            unheard += Of(again, "duplicates") - acknowledged;
            all.AddRange(begun);

            JsonElement verified = (await folder.RunAsync("loyalty", "verify", "--json")).Expect(0).Json;
            Assert.True(verified.GetProperty("balanced").GetBoolean());
            Assert.Equal(all.Count, Of(verified, "postings"));
            Assert.Equal(all.Sum(static line => line.Change), Of(verified, "outstanding"));
        }

        JsonElement last = await PostAsync(folder, all);
        output.WriteLine($"{kills} kills: {all.Count} postings, {unanswered} of them not answered, of which {unheard} were posted all the same; 0 lost, 0 doubled");
        Assert.Equal((0, all.Count), (Of(last, "posted"), Of(last, "duplicates")));
        Assert.True(all.Count - unanswered > kills, "The processes were killed too early to prove anything.");
        Assert.True(unanswered > 0, "No kill met a posting.");
    }

    /// <summary>Starts a process that posts, and kills it: while it starts, or after some of its answers.</summary>
    private static async Task<(List<PointsLine> Begun, int Acknowledged)> LiveAsync(string database, int life, Random random)
    {
        await using Child child = Child.StartDotNet(RepositoryFolder.BuiltAssembly("tests/Crm.Sdk.KillTarget"), ["points", database, $"{life}"]);
        var said = new List<string>();
        if (random.Next(100) < 10)
        {
            await Task.Delay(random.Next(1_000));
        }
        else
        {
            for (int count = random.Next(1, MostLines); count > 0; count--)
            {
                said.Add(await child.ReadLineAsync() ?? throw new EndOfStreamException($"The process ended by itself. {child.ErrorText}"));
            }

            await Task.Delay(random.Next(30));
        }

        await child.KillAsync();
        said.AddRange(await child.ReadToEndAsync());
        var begun = new List<PointsLine>();
        int acknowledged = 0;
        foreach (string line in said.Where(static line => line != "open"))
        {
            string[] words = line.Split(' ');
            int[] numbers = [.. words[1..].Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
            (int worker, int from, int to) = (numbers[0], numbers[1], numbers[2]);
            if (words[0] == "begin")
            {
                begun.AddRange(Enumerable.Range(from, to - from).Select(number => PointsLine.Of(life, worker, number)));
            }
            else
            {
                Assert.Equal("ack", words[0]);
                acknowledged += to - from;
            }
        }

        return (begun, acknowledged);
    }

    private static async Task<JsonElement> PostAsync(ToolFolder folder, IReadOnlyList<PointsLine> lines)
    {
        string file = await folder.WriteAsync("postings.jsonl", string.Join('\n', lines.Select(static line => line.ToJson())));
        return (await folder.RunAsync("loyalty", "post", "--input", file, "--json")).Expect(0).Json;
    }

    private static long Of(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
