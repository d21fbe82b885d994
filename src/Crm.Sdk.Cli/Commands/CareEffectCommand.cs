using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care effect PLAN</c>: what a plan does, against those who were left alone.</summary>
internal sealed class CareEffectCommand
{
    private static readonly Column[] Columns =
    [
        new("group"), new("occasions", IsNumber: true), new("responded", IsNumber: true), new("responseShare", IsNumber: true), new("responseLift", IsNumber: true), new("responseLiftLow", IsNumber: true), new("responseLiftHigh", IsNumber: true),
        new("buyers", IsNumber: true), new("buyerShare", IsNumber: true), new("lift", IsNumber: true), new("liftLow", IsNumber: true), new("liftHigh", IsNumber: true),
    ];

    private readonly Argument<string> _plan = new("PLAN") { Description = "The plan's name" };
    private readonly Option<string?> _from = new("--from") { Description = "The first day of an occasion [default: that of the first one]" };
    private readonly Option<int> _days = new("--days") { Description = "For how many days after an occasion deeds count, 1 to 365 [default: 30]", DefaultValueFactory = static _ => 30 };

    public Command Make(CommandFrame frame)
    {
        _days.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 365)
            {
                result.AddError("--days takes 1 to 365.");
            }
        });
        return frame.MakeRows("effect", "Measure what a plan does as of --as-of: those who were cared for against those who were left alone", RunAsync, _plan, _from, _days);
    }

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CareEffect effect = await host.Get<CareEffectReader>().MeasureAsync(
            call.Settings.Scope, call.Parse.GetRequiredValue(_plan), DayText.OfOptional(call.Parse.GetValue(_from), "--from"), call.Parse.GetValue(_days), call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("groups", Columns, new[] { Row("caredFor", effect.CaredFor, effect.ResponseLift, effect.BuyerLift), Row("leftAlone", effect.LeftAlone, null, null) }.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static object?[] Row(string name, CareEffectGroup group, Estimate? responses, Estimate? buyers) =>
    [
        name, group.Occasions, group.Responded, group.ResponseShare?.Value, responses?.Value, responses?.Low, responses?.High, group.Buyers, group.BuyerShare?.Value, buyers?.Value, buyers?.Low, buyers?.High,
    ];
}
