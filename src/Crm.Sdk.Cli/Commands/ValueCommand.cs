using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value</c>: customer lifetime value; one file a command.</summary>
internal static class ValueCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "value",
        "Customer lifetime value: fit models, check and predict, and show what is known of a customer",
        new ValueFitCommand().Make(frame),
        new ValuePredictCommand().Make(frame),
        new ValueCheckCommand().Make(frame),
        new ValueShowCommand().Make(frame),
        new ValueIndicatorsCommand().Make(frame),
        new ValueClassesCommand().Make(frame),
        new ValueConcentrationCommand().Make(frame));

    public static Option<string> Model(params string[] models) => new Option<string>("--model") { Description = string.Join(", ", models), Required = true }.AcceptOnlyFromAmong(models);

    public static Option<string?> Unit() => new Option<string?>("--unit") { Description = "The unit of time: day or week [default: week]" }.AcceptOnlyFromAmong("day", "week");

    public static Option<string?> Until() => new("--until") { Description = "The last day of calibration, such as 1997-09-30 [default: the day of --as-of]" };

    public static TimeUnit? UnitOf(CommandContext call, Option<string?> option) => call.Parse.GetValue(option) switch { "day" => TimeUnit.Day, "week" => TimeUnit.Week, _ => null };

    /// <summary>The end of a day that an option names, or the call's own moment.</summary>
    public static AsOf MomentOf(CommandContext call, Option<string?> option, IClock clock) => call.Parse.GetValue(option) is not { } text
        ? call.Settings.AsOf(clock)
        : AsOf.EndOf(DayText.Of(text, option.Name), call.Settings.Zone);

    /// <summary>Names of units as options have them.</summary>
    public static string NameOf(TimeUnit unit) => unit == TimeUnit.Day ? "day" : "week";
}
