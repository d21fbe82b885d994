using System.Text;
using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>DQ-1: files that are broken, given to the real process: one clear message, an exit code, no stack trace, no store half written, and memory that does not grow with the file.</summary>
public sealed class MalformedFileTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Header = "key,customer,date,amount\n";

    private readonly ToolFolder _folder = new();

    /// <summary>A heap of 96 MiB: more is refused by the runtime, which ends the process.</summary>
    private static readonly Dictionary<string, string?> SmallHeap = new() { ["DOTNET_GCHeapHardLimit"] = "0x6000000" };

    public static TheoryData<string, int, string> Files => new()
    {
        { "UTF-16", 1, "CRM3004" },
        { "GB18030", 1, "line 2" },
        { "workbook.xlsx", 1, "CRM3004" },
        { "gzip", 1, "CRM3004" },
        { "NUL bytes", 1, "CRM3004" },
        { "empty", 1, "CRM3005" },
        { "another delimiter", 2, "CRM3002" },
        { "two columns of one name", 2, "CRM3002" },
        { "open quote", 1, "CRM3005" },
        { "one line of 64 MB", 1, "CRM3005" },
        { "10 MB in a field", 1, "line 2" },
        { "100,000 columns", 2, "CRM3002" },
        { "800,000 refused rows", 3, "rejected" },
        { "header only", 0, "" },
        { "header twice", 3, "repeats the header" },
        { "deep.jsonl", 3, "JSON object" },
        { "half of a pair.jsonl", 3, "JSON object" },
        { "array.jsonl", 1, "CRM3005" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_broken_file_is_one_message_and_an_exit_code(string name, int exitCode, string says)
    {
        string file = _folder.PathOf(name.Contains('.', StringComparison.Ordinal) ? name : name + ".csv");
        await WriteAsync(name, file);

        ToolRun run = await ToolFolder.RunProcessAsync(
            SmallHeap, "import", "orders", file, "--create-customers", "--currency", "CNY", "--json", "--rejects", _folder.PathOf("rejects.csv"), "--connection", _folder.Connection);

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Length, 0, 20_000);
        if (exitCode is 1 or 2)
        {
            Assert.InRange(run.ErrorLines.Length, 1, 2);
            Assert.Empty(run.Output);
            JsonElement status = (await _folder.RunAsync("status", "--json")).Expect(0).Json;
            Assert.All(status.GetProperty("kinds").EnumerateArray(), static kind => Assert.Equal(0, kind.GetProperty("records").GetInt64()));
        }
        else
        {
            Assert.Equal(run.Json.GetProperty("rejected").GetInt64(), (await File.ReadAllLinesAsync(_folder.PathOf("rejects.csv"))).Length - 1);
        }
    }

    [Fact]
    public async Task A_folder_a_file_that_may_not_be_read_and_one_that_is_not_there_are_wrong_calls_or_clear_errors()
    {
        string locked = await _folder.WriteAsync("locked.csv", Header);
        foreach (string path in new[] { Path.GetDirectoryName(locked)!, _folder.PathOf("absent.csv"), _folder.PathOf("a\nb.csv") })
        {
            ToolRun run = await _folder.RunAsync("import", "orders", path);
            Assert.InRange(run.ExitCode, 1, 2);
            Assert.InRange(run.ErrorLines.Length, 1, 2);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(locked, UnixFileMode.None);
            ToolRun run = await _folder.RunAsync("import", "orders", locked, "--currency", "CNY");
            Assert.True(Environment.UserName == "root" || (run.ExitCode == 1 && run.Error.Contains("CRM3005", StringComparison.Ordinal)), run.Error); // the superuser may read it all the same
        }
    }

    [Fact]
    public async Task Refused_rows_go_to_a_place_that_can_be_written_or_nothing_is_imported()
    {
        string file = await _folder.WriteAsync("orders.csv", Header + "K,ada,2026-03-01,5\n");

        ToolRun run = await _folder.RunAsync("import", "orders", file, "--create-customers", "--currency", "CNY", "--rejects", _folder.PathOf("no/such/folder.csv"));

        Assert.InRange(run.ExitCode, 1, 2);
        Assert.Contains("CRM3003", run.Error, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static async Task WriteAsync(string name, string file)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew);
        switch (name)
        {
            case "UTF-16":
                await stream.WriteAsync(Encoding.Unicode.GetPreamble());
                await stream.WriteAsync(Encoding.Unicode.GetBytes(Header));
                break;
            case "GB18030":
                await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(Header), (byte)'K', (byte)',', 0xC4, 0xE3, 0x81, 0x30, 0x81, 0x30]);
                break;
            case "workbook.xlsx":
                await stream.WriteAsync((byte[])[0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0]);
                break;
            case "gzip":
                await stream.WriteAsync((byte[])[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]);
                break;
            case "NUL bytes":
                await stream.WriteAsync(new byte[65_536]);
                break;
            case "one line of 64 MB":
                await RepeatAsync(stream, new string('x', 1_024), 65_536);
                break;
            case "10 MB in a field":
                await TextAsync(stream, Header + "K,\"");
                await RepeatAsync(stream, new string('y', 1_024), 10_240);
                await TextAsync(stream, "\",2026-03-01,5\n");
                break;
            case "open quote":
                await TextAsync(stream, Header + "K,\"ada,2026-03-01,5\n");
                await RepeatAsync(stream, "L,bob,2026-03-01,5\n", 2_000_000);
                break;
            case "800,000 refused rows":
                await TextAsync(stream, Header + "K,ada,2026-03-01,5\n");
                await RepeatAsync(stream, "L,bob,2026-02-30,5\nM,,2026-03-01,5\n", 400_000);
                break;
            default:
                await TextAsync(stream, name switch
                {
                    "empty" => "\n\n",
                    "another delimiter" => "key;customer;date;amount\nK;ada;2026-03-01;5\n",
                    "two columns of one name" => "customer,date,amount,date\nada,2026-03-01,5,2026-03-01\n",
                    "100,000 columns" => string.Join(',', Enumerable.Range(0, 100_000)) + "\n",
                    "header only" => Header,
                    "header twice" => Header + "K,ada,2026-03-01,5\n" + Header + "L,ada,2026-03-02,5\n",
                    "deep.jsonl" => "{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5}\n" + string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "\n",
                    "half of a pair.jsonl" => "{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5}\n{\"customer\":\"\\ud800\",\"date\":\"2026-03-01\",\"amount\":5}\n",
                    "array.jsonl" => "[1]\n",
                    _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
                });
                break;
        }
    }

    private static async Task RepeatAsync(FileStream stream, string text, int times)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (; times > 0; times--)
        {
            await stream.WriteAsync(bytes);
        }
    }

    private static ValueTask TextAsync(FileStream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text));
}
