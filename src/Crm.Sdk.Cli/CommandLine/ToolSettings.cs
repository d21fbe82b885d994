using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>The settings of one call: the command line over environment variables over the settings file over defaults.</summary>
internal sealed class ToolSettings
{
    private readonly string? _asOf;

    private ToolSettings(ParseResult parse, GlobalOptions options, IConfiguration configuration)
    {
        Configuration = configuration;
        Connection = Value(options.Connection, "Connection") ?? "Data Source=crm.db";
        Storage = Value(options.Storage, "Storage") ?? "sqlite";
        PluginFolders = parse.GetValue(options.Plugins) is { Length: > 0 } folders
            ? folders
            : configuration["Plugins"]?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        Wait = Seconds(Value(options.Wait, "Wait") ?? "5");
        Scope = new CrmScope(new TenantId(Value(options.Tenant, "Tenant") ?? "default"), Value(options.Actor, "Actor") ?? Environment.UserName);
        Zone = ZoneOf(Value(options.Zone, "Zone") ?? "UTC");
        Language = Value(options.Language, "Lang") ?? "en";
        if (Language is not ("en" or "zh"))
        {
            throw new CallException($"--lang: '{Language}' is no language of this tool; give en or zh.");
        }

        _asOf = Value(options.AsOf, "As_Of");
        Json = parse.GetValue(options.Json);
        Out = parse.GetValue(options.Out);
        Verbose = parse.GetValue(options.Verbose);

        string? Value(Option<string?> option, string key) => parse.GetValue(option) ?? configuration[key];
    }

    public IConfiguration Configuration { get; }

    public string Connection { get; }

    public string Storage { get; }

    public IReadOnlyList<string> PluginFolders { get; }

    public Duration Wait { get; }

    public CrmScope Scope { get; }

    public DateTimeZone Zone { get; }

    public string Language { get; }

    public bool Json { get; }

    public string? Out { get; }

    public bool Verbose { get; }

    public static ToolSettings Read(ParseResult parse, GlobalOptions options)
    {
        var configuration = new ConfigurationBuilder();
        string? file = parse.GetValue(options.Config) ?? Environment.GetEnvironmentVariable("CRM_CONFIG");
        if (file is not null)
        {
            if (!File.Exists(file))
            {
                throw new CallException($"--config: there is no file '{file}'.");
            }

            configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        configuration.AddEnvironmentVariables("CRM_");
        return new ToolSettings(parse, options, configuration.Build());
    }

    /// <summary>The moment the answer is for, now where none was given.</summary>
    public AsOf AsOf(IClock clock) => _asOf is null ? Sdk.AsOf.At(clock.GetCurrentInstant(), Zone) : Sdk.AsOf.Parse(_asOf, Zone);

    private static Duration Seconds(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) && seconds <= 3600
            ? Duration.FromMilliseconds((long)(seconds * 1000))
            : throw new CallException($"--wait: '{text}' is no number of seconds from 0 to 3600.");

    private static DateTimeZone ZoneOf(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new CallException($"--zone: '{id}' is no zone of the IANA database; give for example Asia/Shanghai or UTC.");
}
