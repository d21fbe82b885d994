using System.Text;
using System.Text.Json;
using Crm.Sdk.Channels.Local;
using Crm.Sdk.Notifications;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

public sealed class FileChannelTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.PathOf("out", "messages.jsonl");

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_message_is_one_line_of_JSON_with_its_text_as_people_read_it()
    {
        using FileChannel channel = Open();
        OutgoingMessage message = TestMessages.Create("file", "k-1", "生日快乐\n\"Ada\"", "ada@example.com", "生日", "zh-Hans", permittedAt: Instant.FromUtc(2026, 1, 2, 3, 4));

        Assert.Equal(DeliveryOutcome.Accepted, (await channel.SendAsync(message, CancellationToken.None)).Outcome);

        byte[] bytes = await File.ReadAllBytesAsync(Path);
        Assert.Equal(
            """{"key":"k-1","tenant":"default","channel":"file","permittedAt":"2026-01-02T03:04:00Z","address":"ada@example.com","subject":"生日","body":"生日快乐\n\"Ada\"","language":"zh-Hans"}""" + "\n",
            Encoding.UTF8.GetString(bytes));
        Assert.Equal((byte)'{', bytes[0]); // no byte order mark
    }

    [Fact]
    public async Task A_key_is_written_once_by_one_channel_by_the_next_and_beside_another()
    {
        using FileChannel one = Open(), two = Open();
        await SendAsync(one, "a", "b", "a");
        await SendAsync(two, "b", "c");
        await SendAsync(one, "c", "d");
        using FileChannel later = Open();
        await SendAsync(later, "a", "d", "e");

        Assert.Equal(["a", "b", "c", "d", "e"], Keys());
    }

    [Fact]
    public async Task Messages_sent_at_once_by_two_processes_are_all_there_once()
    {
        using FileChannel one = Open(durable: false), two = Open(durable: false);
        string[] keys = [.. Enumerable.Range(0, 500).Select(static i => $"k-{i}")];

        await Task.WhenAll(keys.SelectMany(key => new[] { one, two }.Select(channel => Task.Run(() => SendAsync(channel, key)))));

        Assert.Equal(keys.Order(StringComparer.Ordinal), Keys().Order(StringComparer.Ordinal));
    }

    [Fact] // the promise behind ProviderIdempotencyKey
    public async Task A_line_that_a_crash_cut_short_anywhere_is_taken_away_and_its_message_written_again()
    {
        using (FileChannel first = Open())
        {
            await SendAsync(first, "a", "b", "c");
        }

        byte[] whole = await File.ReadAllBytesAsync(Path);
        int lastLine = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        for (int length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Path, whole[..length]);
            using FileChannel next = Open(durable: false);
            await SendAsync(next, "a", "c", "b");
            Assert.Equal(whole, await File.ReadAllBytesAsync(Path));
        }
    }

    [Fact] // the same while the channel lives: another process crashed in the middle of its line
    public async Task A_line_that_another_process_left_unfinished_is_taken_away()
    {
        using FileChannel channel = Open();
        await SendAsync(channel, "a");
        await File.AppendAllTextAsync(Path, "{\"key\":\"other\",\"ten");
        await SendAsync(channel, "b");

        Assert.Equal(["a", "b"], Keys());
    }

    [Theory]
    [InlineData("name;phone\nAda;123\n")]
    [InlineData("no line break")]
    [InlineData("{\"id\":1}\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"key\":\"k\",\"tenant\":\"default\"}\nnotes")]
    public async Task A_file_of_something_else_is_left_as_it_is(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, content);
        using FileChannel channel = Open();

        NotSentException error = await Assert.ThrowsAsync<NotSentException>(() => SendAsync(channel, "a"));

        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task A_file_that_was_moved_away_or_replaced_is_begun_anew()
    {
        using FileChannel channel = Open();
        await SendAsync(channel, "a", "b");
        File.Move(Path, Path + ".1");
        await SendAsync(channel, "a");
        Assert.Equal(["a"], Keys());

        await File.WriteAllTextAsync(Path, string.Concat(Enumerable.Range(0, 50).Select(static i => $"{{\"key\":\"other-{i}\",\"tenant\":\"default\"}}\n"))); // longer than what it knew
        await SendAsync(channel, "a", "other-7");
        Assert.Equal([.. Enumerable.Range(0, 50).Select(static i => $"other-{i}"), "a"], Keys());
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_known_as_not_sent()
    {
        Directory.CreateDirectory(Path); // a folder where the file should be
        using FileChannel channel = Open();

        await Assert.ThrowsAsync<NotSentException>(() => SendAsync(channel, "a"));
    }

    [Fact]
    public void Memory_of_keys_is_bounded_and_holds_the_last_ones() => Law.Holds(
        Sequences.Of(Gen.Choose(0, 20), atMost: 200),
        static numbers =>
        {
            var keys = new RecentKeys(5);
            List<int> model = []; // the last five different numbers in the order in which they came in
            foreach (int number in numbers)
            {
                keys.Add(RecentKeys.Of("t", $"{number}"));
                if (!model.Contains(number))
                {
                    model.Add(number);
                    model = model.TakeLast(5).ToList();
                }

                Assert.Equal(model.Count, keys.Count);
                Assert.All(Enumerable.Range(0, 21), n => Assert.Equal(model.Contains(n), keys.Contains(RecentKeys.Of("t", $"{n}"))));
            }
        });

    [Fact]
    public void Tenants_may_use_the_same_keys() => Assert.NotEqual(RecentKeys.Of("a", "bc"), RecentKeys.Of("ab", "c"));

    [Fact] // CA-3: outbox, dispatcher and file together, with the process killed anywhere
    public Task Whatever_is_killed_when_every_message_is_a_line_once() => Law.HoldsAsync(
        Gen.Choose(0, 60).ArrayOf(4),
        async steps =>
        {
            await using var folder = new TempFolder();
            using FileChannel file = new(Options.Create(new FileChannelOptions { Path = folder.PathOf("m.jsonl"), Durable = false }), TimeProvider.System);
            OutboxFixture fixture = await OutboxFixture.StartAsync(file);
            fixture.Options.BatchSize = 4;
            fixture.Options.CommitAttempts = 1;
            await fixture.PutManyAsync(10, "file");
            foreach (int at in steps)
            {
                int step = 0;
                Func<Task> kill = () => step++ >= at ? throw new IOException("killed") : Task.CompletedTask;
                using FileChannel own = new(Options.Create(new FileChannelOptions { Path = folder.PathOf("m.jsonl"), Durable = false }), TimeProvider.System);
                await Record.ExceptionAsync(() => fixture.Dispatcher(new SteppedStore(fixture.Memory, kill), new TestChannels(own)).DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None));
                fixture.Clock.Advance(Duration.FromMinutes(2));
            }

            await fixture.Dispatcher().DispatchUntilEmptyAsync(OutboxFixture.Ada, null, CancellationToken.None);

            Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"m-{i:D6}"), KeysOf(folder.PathOf("m.jsonl")).Order(StringComparer.Ordinal));
            Assert.All(await fixture.AllAsync(), static m => Assert.Equal(OutboxState.Sent, m.State));
        },
        ScaledCount.Of(500));

    private static async Task SendAsync(FileChannel channel, params string[] keys)
    {
        foreach (string key in keys)
        {
            Assert.Equal(DeliveryOutcome.Accepted, (await channel.SendAsync(TestMessages.Create("file", key), CancellationToken.None)).Outcome);
        }
    }

    private static string[] KeysOf(string path) => [.. File.ReadLines(path).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!)];

    private string[] Keys() => KeysOf(Path);

    private FileChannel Open(bool durable = true) => new(Options.Create(new FileChannelOptions { Path = Path, Durable = durable }), TimeProvider.System);
}
