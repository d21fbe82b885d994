using System.Diagnostics;
using Crm.Sdk;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Notifications;
using Crm.Sdk.Reports;
using NodaTime;

namespace Quickstart;

/// <summary>From a file of purchases to labels, messages and a report. Every step may be repeated: what is there already stays as it is.</summary>
internal sealed class Tour(
    ICrm crm, ImportService import, IClassifier classifier, LabelReader labels, ClassificationTexts texts, IOutbox outbox, OutboxDispatcher dispatcher, CustomerBaseReader reader)
{
    public const string Messages = "messages.jsonl";
    public const string Segmentation = "rfm-segment";
    private const int MessagesPerCommit = 500;

    private static readonly CrmScope Scope = CrmScope.System("default", actor: "quickstart");
    private static readonly AsOf AsOf = AsOf.EndOf(new LocalDate(1998, 6, 30), DateTimeZone.Utc);

    public async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        Screen.Start(folder);
        Screen.Imported(await ImportAsync(cancellationToken));
        ClassificationReport run = await Screen.WatchAsync<ClassificationReport, ClassificationProgress>(
            "Classifying", progress => classifier.RunAsync(Scope, AsOf, null, progress, cancellationToken), step => (step.Done, step.Total));
        CustomerBase customers = await reader.ReadAsync(Scope, AsOf, cancellationToken);
        Screen.Classified(run, customers, texts);

        List<CustomerId> atRisk = await labels.MembersAsync(Scope, Segmentation, "at-risk", cancellationToken).ToListAsync(cancellationToken);
        await ExplainAsync(atRisk.Min(), cancellationToken);
        Screen.Delivered(await WinBackAsync(atRisk, cancellationToken), await dispatcher.DispatchUntilEmptyAsync(Scope, null, cancellationToken), await outbox.GetStatusAsync(Scope, cancellationToken));

        await WriteReportAsync(customers, ReportLanguage.English, Path.Combine(folder, "report.html"), cancellationToken);
        await WriteReportAsync(customers, ReportLanguage.Chinese, Path.Combine(folder, "report.zh.html"), cancellationToken);
        Screen.End(folder, customers.Purchases, Stopwatch.GetElapsedTime(started));
    }

    private Task<ImportReport> ImportAsync(CancellationToken cancellationToken)
    {
        var request = new ImportRequest("orders", ImportSource.File(Path.Combine(AppContext.BaseDirectory, "data", "cdnow_master.txt")))
        {
            Format = ImportFormat.Blanks,
            DateFormat = "yyyyMMdd",
            Currency = Currency.Usd,
            CreateCustomers = true,
            Map = new Dictionary<string, string> { ["customer"] = "customer_id", ["date"] = "date", ["quantity"] = "number_of_cds", ["amount"] = "dollar_value" },
        };
        return Screen.WatchAsync<ImportReport, ImportProgress>("Importing", progress => import.ImportAsync(Scope, request, progress, cancellationToken), step => (step.Read, step.Rows));
    }

    private async Task ExplainAsync(CustomerId id, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(Scope);
        if (await session.FindAsync<Customer>(id, cancellationToken) is { } customer)
        {
            Screen.Explained(customer, await classifier.ExplainAsync(Scope, id, AsOf, cancellationToken), texts);
        }
    }

    /// <summary>Queues one message to each customer. The key says what makes it the same message: a second run adds none.</summary>
    private async Task<int> WinBackAsync(List<CustomerId> customers, CancellationToken cancellationToken)
    {
        foreach (CustomerId[] part in customers.Chunk(MessagesPerCommit))
        {
            await using ICrmSession session = crm.OpenSession(Scope);
            await outbox.EnqueueAsync(session, [.. part.Select(WinBack)], cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return customers.Count;
    }

    private static MessageDraft WinBack(CustomerId customer) => new()
    {
        Key = MessageKey.Of("win-back", "1998-06-30", customer.ToString()),
        Channel = "file",
        Customer = customer,
        Purpose = "marketing",
        Cause = "quickstart",
        Language = "en",
        Body = "We have missed you. Here are 10% off whatever you choose next.",
    };

    private async Task WriteReportAsync(CustomerBase customers, ReportLanguage language, string path, CancellationToken cancellationToken)
    {
        await using StreamWriter file = File.CreateText(path);
        await HtmlReport.WriteAsync(CustomerBaseReport.Make(customers, language, texts), file, cancellationToken);
    }
}
