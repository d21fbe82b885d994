using System.CommandLine;
using System.Globalization;
using System.Text;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Reports;
using Crm.Sdk.Transactions;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm report</c>: writes a report as one HTML page.</summary>
internal sealed class ReportCommand
{
    private const string Value = "value";
    private const string Loyalty = "loyalty";

    private static readonly Dictionary<string, CustomerBaseParts> Reports = new(StringComparer.Ordinal)
    {
        ["overview"] = CustomerBaseParts.All,
        ["composition"] = CustomerBaseParts.Rfm | CustomerBaseParts.Composition | CustomerBaseParts.Concentration | CustomerBaseParts.Profit,
        ["cohorts"] = CustomerBaseParts.Revenue | CustomerBaseParts.Retention,
        ["transactions"] = CustomerBaseParts.Transactions,
    };

    private readonly Argument<string> _name = new("NAME") { Description = $"The report: {string.Join(", ", Reports.Keys)}, {Value}, {Loyalty}" };
    private readonly Option<string?> _until = new("--until") { Description = "For value, and the tracking of overview: the last day of calibration; the holdout ends with --as-of [default for overview: that of the latest kept fit]" };
    private readonly Option<string> _model = new Option<string>("--model") { Description = "For value and overview: the model [default: pareto-nbd]", DefaultValueFactory = static _ => ValueModelNames.ParetoNbd }
        .AcceptOnlyFromAmong([.. ValueModelNames.OfPurchases]);

    private readonly Option<string> _html = new("--html") { Description = "The file to write; an older one is replaced once the report is whole", Required = true };

    public Command Make(CommandFrame frame) => frame.Make("report", "Write a report as one HTML page that loads nothing", RunAsync, _name, _html, _until, _model);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string name = call.Parse.GetRequiredValue(_name);
        if (name == Value)
        {
            return await ValueAsync(call, cancellationToken).ConfigureAwait(false);
        }

        if (name == Loyalty)
        {
            return await LoyaltyAsync(call, cancellationToken).ConfigureAwait(false);
        }

        if (!Reports.TryGetValue(name, out CustomerBaseParts parts))
        {
            throw new CallException($"There is no report '{ConsoleText.Line(name)}'; the reports are {string.Join(", ", Reports.Keys)}, {Value}, {Loyalty}.");
        }

        string file = FileOf(call.Parse.GetRequiredValue(_html));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long begun = time.GetTimestamp();
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        CustomerBase data = await call.Output.Progress.WithStatusAsync(
            "Reading orders and labels", _ => host.Get<CustomerBaseReader>().ReadAsync(call.Settings.Scope, asOf, cancellationToken)).ConfigureAwait(false);
        if (parts.HasFlag(CustomerBaseParts.Transactions))
        {
            data = data with
            {
                Transactions = await call.Output.Progress.WithStatusAsync("Reading transactions", status => host.Get<TransactionReader>().ReadAsync(
                    call.Settings.Scope, asOf, null, new LineProgress(status, "Reading transactions"), cancellationToken)).ConfigureAwait(false),
            };
        }

        if (parts.HasFlag(CustomerBaseParts.Profit))
        {
            data = data with
            {
                Profit = (await call.Output.Progress.WithStatusAsync(
                    "Reading profits", _ => host.Get<CustomerProfitReader>().ConcentrationAsync(call.Settings.Scope, asOf, null, cancellationToken)).ConfigureAwait(false)).Concentration,
            };
        }

        if (parts.HasFlag(CustomerBaseParts.Tracking))
        {
            data = data with { Tracking = await TrackingAsync(call, host, asOf, cancellationToken).ConfigureAwait(false) };
        }

        Report report = CustomerBaseReport.Make(data, ReportLanguage.Parse(call.Settings.Language), host.Get<ClassificationTexts>(), parts);
        long bytes = await WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            $"report {name}",
            ("report", name),
            ("file", file),
            ("bytes", bytes),
            ("asOf", asOf.Instant),
            ("labelsAsOf", data.LabelsAsOf),
            ("language", call.Settings.Language),
            ("customers", (long)data.Purchases.Customers),
            ("orders", data.Purchases.Orders),
            ("sections", (long)report.Sections.Count),
            ("elapsedMs", (long)time.GetElapsedTime(begun).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> ValueAsync(CommandContext call, CancellationToken cancellationToken)
    {
        if (call.Parse.GetValue(_until) is null)
        {
            throw new CallException("report value needs --until, the last day of calibration; what came after it up to --as-of is the holdout.");
        }

        string file = FileOf(call.Parse.GetRequiredValue(_html));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long begun = time.GetTimestamp();
        var clock = host.Get<IClock>();
        var request = new ValueFitRequest(call.Parse.GetRequiredValue(_model), ValueCommand.MomentOf(call, _until, clock));
        ModelValidation validation = await call.Output.Progress.WithStatusAsync(
            $"Fitting {request.Model}", _ => host.Get<ICustomerValue>().ValidateAsync(call.Settings.Scope, request, call.Settings.AsOf(clock), cancellationToken)).ConfigureAwait(false);
        Report report = ValueReport.Make(validation, ReportLanguage.Parse(call.Settings.Language));
        long bytes = await WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            $"report {Value}",
            ("report", Value),
            ("file", file),
            ("bytes", bytes),
            ("asOf", validation.Holdout.Instant),
            ("until", request.Until.Instant),
            ("language", call.Settings.Language),
            ("customers", validation.Fit.Customers),
            ("sections", (long)report.Sections.Count),
            ("elapsedMs", (long)time.GetElapsedTime(begun).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> LoyaltyAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string file = FileOf(call.Parse.GetRequiredValue(_html));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long begun = time.GetTimestamp();
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        PointsLiability liability = await call.Output.Progress.WithStatusAsync(
            "Reading points", status => host.Get<PointsLiabilityReader>().ReadAsync(call.Settings.Scope, new LiabilityRequest { At = asOf.Instant }, new LineProgress(status, "accounts"), cancellationToken)).ConfigureAwait(false);
        IReadOnlyList<LoyaltyShare> shares = await host.Get<LoyaltyProfile>().ReadAsync(call.Settings.Scope, asOf.Date, cancellationToken).ConfigureAwait(false);
        Report report = LoyaltyReport.Make(liability, shares, asOf.Date, ReportLanguage.Parse(call.Settings.Language));
        long bytes = await WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            $"report {Loyalty}",
            ("report", Loyalty),
            ("file", file),
            ("bytes", bytes),
            ("asOf", asOf.Instant),
            ("language", call.Settings.Language),
            ("accounts", liability.Accounts),
            ("tied", liability.IsTied),
            ("customers", shares.Sum(static share => share.Customers)),
            ("sections", (long)report.Sections.Count),
            ("elapsedMs", (long)time.GetElapsedTime(begun).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>By the calibration that the call names, or by the latest kept fit; null where there is neither, or no day after it.</summary>
    private async Task<ModelValidation?> TrackingAsync(CommandContext call, ToolHost host, AsOf asOf, CancellationToken cancellationToken)
    {
        string model = call.Parse.GetRequiredValue(_model);
        var value = host.Get<ICustomerValue>();
        ValueFitRequest? request = call.Parse.GetValue(_until) is not null ? new ValueFitRequest(model, ValueCommand.MomentOf(call, _until, host.Get<IClock>()))
            : await value.FindFitAsync(call.Settings.Scope, model, null, null, cancellationToken).ConfigureAwait(false) is { } fit
                ? new ValueFitRequest(model, AsOf.At(fit.AsOf, DateTimeZoneProviders.Tzdb[fit.Zone])) { Unit = fit.Unit }
            : null;
        return request is null || request.Until.Date >= asOf.Date ? null : await call.Output.Progress.WithStatusAsync(
            $"Checking {model}", _ => value.ValidateAsync(call.Settings.Scope, request, asOf, cancellationToken)).ConfigureAwait(false);
    }

    private static string FileOf(string path)
    {
        string file = Path.GetFullPath(path);
        return Directory.Exists(file) ? throw new CallException($"--html: '{path}' is a folder; give a file.")
            : Directory.Exists(Path.GetDirectoryName(file)) ? file
            : throw new CallException($"--html: there is no folder '{Path.GetDirectoryName(file)}'.");
    }

    /// <summary>Beside the file first, so that a stop leaves no half of a page.</summary>
    private static async Task<long> WriteAsync(Report report, string file, CancellationToken cancellationToken)
    {
        string part = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.part");
        try
        {
            await using (var writer = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                await HtmlReport.WriteAsync(report, writer, cancellationToken).ConfigureAwait(false);
            }

            File.Move(part, file, overwrite: true);
            return new FileInfo(file).Length;
        }
        finally
        {
            File.Delete(part); // not there where all went well
        }
    }
}
