using Crm.Sdk.Import;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>DQ-1, DQ-2: whatever is wrong with a source is one clear error or refused rows, in bounded time, and nothing is half written.</summary>
public sealed class MalformedCorpusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Codes = [ImportErrorCodes.BadColumns, ImportErrorCodes.BadOption, ImportErrorCodes.BadEncoding, ImportErrorCodes.BadFile];

    private static readonly Dictionary<string, MalformedCase> Corpus =
        MalformedBytes.All().Concat(MalformedTables.All()).Concat(MalformedValues.All()).Concat(MalformedJson.All()).ToDictionary(static item => item.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Corpus.Keys];

    [Fact]
    public void The_corpus_has_more_than_300_cases() => Assert.InRange(Corpus.Count, 301, int.MaxValue);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_malformed_source_is_an_error_or_refused_rows(string name)
    {
        MalformedCase item = Corpus[name];
        ImportBench bench = await FilledAsync();
        string before = await bench.EverythingAsync();

        (ImportReport? report, CrmException? error) = await Task.Run(() => ImportAsync(bench, item)).WaitAsync(Patience); // nothing hangs on what it is given

        if (error is not null)
        {
            Assert.True(item.Ends is Ending.Error or Ending.ErrorOrRows, error.Message);
            Assert.Contains(error.Code, Codes);
            Assert.InRange(error.Message.Length, 20, 4_000);
            Assert.Contains(item.Where ?? string.Empty, error.Message, StringComparison.Ordinal);
            Assert.Equal(before, await bench.EverythingAsync());
        }
        else if (item.Ends == Ending.OneRowRefused)
        {
            Assert.Equal((3, 1, 2), (report!.Read, report.Rejected, report.Created + report.Updated + report.Unchanged));
            RejectedRow row = Assert.Single(report.FirstRejected);
            Assert.InRange(row.Line, 2, 700);
            Assert.InRange(row.Error.Length, 10, 1_000);
            Assert.InRange(row.Value.Length, 0, 210);
            Assert.True(item.Where is null || row.Field == item.Where, $"{row}");
        }
        else
        {
            Assert.Equal(Ending.ErrorOrRows, item.Ends);
        }
    }

    /// <summary>Good files with a few bytes replaced, put in or left out: what comes of them is chance, but it is a report or an error.</summary>
    [Theory]
    [InlineData("rows.csv")]
    [InlineData("rows.jsonl")]
    public async Task A_good_file_with_damaged_bytes_is_an_error_or_a_report(string file)
    {
        string good = file.EndsWith(".csv", StringComparison.Ordinal)
            ? MalformedCase.OrderHeader + "\n" + string.Join('\n', Enumerable.Range(0, 20).Select(static i => MalformedCase.Good("orders", i)))
            : string.Join('\n', Enumerable.Range(0, 20).Select(MalformedCase.GoodLine));
        for (int seed = 0; seed < ScaledCount.Of(3_000); seed++)
        {
            MalformedCase item = new($"seed {seed}", "orders", Damaged(good, new Random(seed)), file, Ending.ErrorOrRows);
            ImportBench bench = await FilledAsync();
            string before = await bench.EverythingAsync();

            (ImportReport? report, CrmException? error) = await ImportAsync(bench, item);

            Assert.True(error is null || (Codes.Contains(error.Code) && before == await bench.EverythingAsync()), $"{item}: {error}");
            Assert.True(report is null || report.Created + report.Updated + report.Unchanged + report.Rejected <= report.Read, $"{item}");
        }
    }

    private static byte[] Damaged(string text, Random random)
    {
        List<byte> bytes = [.. System.Text.Encoding.UTF8.GetBytes(text)];
        for (int times = random.Next(1, 5); times > 0; times--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, "\",\n\r{}[]:\\\0'"u8[random.Next(12)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 200))));
                    break;
            }
        }

        return [.. bytes];
    }

    private static async Task<ImportBench> FilledAsync()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount\nOLD,ada,2025-01-01,1\n"));
        return bench;
    }

    private static async Task<(ImportReport? Report, CrmException? Error)> ImportAsync(ImportBench bench, MalformedCase item)
    {
        var request = new ImportRequest(item.Kind, ImportSource.Stream(new MemoryStream(item.Bytes), item.File)) { Currency = Currency.Cny, CreateCustomers = true, Country = "CN", ChunkSize = 1 };
        try
        {
            return (await bench.ImportAsync(request), null);
        }
        catch (CrmException error)
        {
            return (null, error);
        }
    }
}
