using Crm.Sdk.Benchmarks.Import;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Classification;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>
/// P-labels: a first run that writes a label a customer and dimension, out of readers' sight and made current at its end, against hand-written prepared inserts of the same rows into the same table with
/// the same indexes, settings and chunks. Making answers is in neither time; making records of them, ids and batches is in ours.
/// </summary>
internal static class LabelBenchmark
{
    private const int ChunkSize = 10_000;

    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");
    private static readonly AsOf Then = AsOf.EndOf(new LocalDate(2025, 12, 31), DateTimeZone.Utc);

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string population = await PopulationFile.MakeAsync(settings, folder, Scope, cancellationToken);
        var ours = new Measurement("labels of a first run");
        var hand = new Measurement("hand-written inserts of the same rows");
        long labels = 0;
        for (int round = 0; round < settings.Rounds; round++)
        {
            string file = folder.NewFile(), other = folder.NewFile();
            File.Copy(population, file);
            await using (TrialHost host = await TrialHost.StartAsync(file))
            {
                LapWatch watch = new();
                var written = new Progress(watch);
                ClassificationReport report = await host.Get<IClassifier>().RunAsync(Scope, Then, null, written, cancellationToken);
                watch.Stop();
                ours.Add(watch.Lap);
                labels = report.Run.Changed;
            }

            hand.Add(await InsertAsync(file, other, cancellationToken));
            TrialFolder.Delete(file);
            TrialFolder.Delete(other);
            Console.Error.WriteLine($"P-labels round {round + 1}: ours {ours} / inserts {hand} ms (CPU)");
        }

        Console.WriteLine($"P-labels: {labels:N0} labels, {labels / ours.Median * 1_000:N0} a second; by hand {labels / hand.Median * 1_000:N0}");
        return [new Comparison("P-labels", ours, hand, settings.AtFullSize(1.33))];
    }

    private static async Task<Lap> InsertAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using SqliteConnection source = await Sqlite.OpenReaderAsync(from, cancellationToken);
        await using SqliteConnection target = await Sqlite.OpenWriterAsync(to, cancellationToken);
        foreach (string ddl in Sqlite.Texts(source, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name = 'label' ORDER BY type = 'index', name"))
        {
            Sqlite.Execute(target, ddl);
        }

        using var copy = new TableCopy(source, target, "label");
        var watch = new LapWatch();
        while (!copy.IsDone)
        {
            List<object[]> rows = copy.Next(ChunkSize);
            watch.Start();
            Sqlite.Execute(target, "BEGIN IMMEDIATE");
            copy.Insert(rows);
            Sqlite.Execute(target, "COMMIT");
            watch.Stop();
        }

        return watch.Lap;
    }

    /// <summary>Starts the watch with the first label that is written.</summary>
    private sealed class Progress(LapWatch watch) : IProgress<ClassificationProgress>
    {
        private bool _isWriting;

        public void Report(ClassificationProgress value)
        {
            if (value.Step == ClassificationStep.Writing && !_isWriting)
            {
                _isWriting = true;
                watch.Start();
            }
        }
    }
}
