using Crm.Sdk;
using Crm.Sdk.KillTarget.Verbs;

try
{
    return args switch
    {
        ["write", var database] => await WriteVerb.RunAsync(database, TimeSpan.Zero),
        ["write", var database, var pause] => await WriteVerb.RunAsync(database, TimeSpan.Parse(pause, System.Globalization.CultureInfo.InvariantCulture)),
        ["migrate", var database] => await MigrateVerb.RunAsync(database),
        ["steps", var database] => await StepsVerb.RunAsync(database),
        ["hold", var database] => await HoldVerb.RunAsync(database),
        ["clock", var database, var ahead] => await ClockVerb.RunAsync(database, TimeSpan.Parse(ahead, System.Globalization.CultureInfo.InvariantCulture)),
        ["points", var database, var life] => await PointsVerb.RunAsync(database, int.Parse(life, System.Globalization.CultureInfo.InvariantCulture)),
        ["schedule", var database, var origin] => await ScheduleVerb.RunAsync(database, long.Parse(origin, System.Globalization.CultureInfo.InvariantCulture)),
        ["fixture", var database] => await FixtureVerb.RunAsync(database),
        _ => await Usage.PrintAsync(),
    };
}
catch (CrmException error)
{
    await Console.Error.WriteLineAsync($"{error.Code}: {error.Message}");
    return 1;
}
