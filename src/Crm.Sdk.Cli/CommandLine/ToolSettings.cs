using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>The settings of one call: the command line over environment variables over the settings file over defaults.</summary>
internal sealed class ToolSettings
{
    private readonly AsOf? _asOf;

    private ToolSettings(ParseResult parse, GlobalOptions options, IConfiguration configuration)
    {
        Configuration = configuration;
        Connection = Value(options.Connection, "Connection") ?? "Data Source=crm.db";
        Storage = Value(options.Storage, "Storage") ?? "sqlite";
        PluginFolders = parse.GetValue(options.Plugins) is { Length: > 0 } folders
            ? folders
            : Folders(configuration);
        Wait = Seconds(Value(options.Wait, "Wait") ?? "5");
        Scope = Valid("--tenant, --actor", () => new CrmScope(new TenantId(Value(options.Tenant, "Tenant") ?? "default"), Value(options.Actor, "Actor") ?? Environment.UserName));
        Zone = ZoneOf(Value(options.Zone, "Zone") ?? "UTC");
        Language = Value(options.Language, "Lang") ?? "en";
        if (Language is not ("en" or "zh"))
        {
            throw new CallException($"--lang: '{Language}' is no language of this tool; give en or zh.");
        }

        _asOf = (Value(options.AsOf, "As_Of") ?? configuration["AsOf"]) is { } moment ? Valid("--as-of", () => Sdk.AsOf.Parse(moment, Zone)) : null;
        Json = Flag(options.Json, "Json");
        Out = Value(options.Out, "Out");
        Verbose = Flag(options.Verbose, "Verbose");

        string? Value(Option<string?> option, string key) => parse.GetValue(option) ?? configuration[key];

        bool Flag(Option<bool> option, string key) => parse.GetResult(option) is { Implicit: false }
            ? parse.GetValue(option)
            : configuration[key] is { } text && (bool.TryParse(text, out bool set) ? set : throw new CallException($"{key}: '{text}' is neither true nor false."));
    }

    public IConfiguration Configuration { get; private set; }

    public string Connection { get; private set; }

    public string Storage { get; private set; }

    public IReadOnlyList<string> PluginFolders { get; }

    public Duration Wait { get; }

    public CrmScope Scope { get; }

    public DateTimeZone Zone { get; }

    public string Language { get; }

    /// <summary>The culture of texts and numbers for people.</summary>
    public CultureInfo Culture => TextCulture.Of(Language == "zh" ? "zh-CN" : "en-US");

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
        try
        {
            return new ToolSettings(parse, options, configuration.Build());
        }
        catch (InvalidDataException damaged)
        {
            throw new CallException($"--config: {file} is no JSON object: {damaged.InnerException?.Message ?? damaged.Message}");
        }
    }

    /// <summary>The same settings for another store.</summary>
    public ToolSettings For(string storage, string connection)
    {
        var other = (ToolSettings)MemberwiseClone();
        (other.Storage, other.Connection) = (storage, connection);
        return other;
    }

    /// <summary>The same settings with those of a file over them.</summary>
    public ToolSettings Under(string file, string option)
    {
        if (!File.Exists(file))
        {
            throw new CallException($"{option}: there is no file '{file}'.");
        }

        var other = (ToolSettings)MemberwiseClone();
        try
        {
            other.Configuration = new ConfigurationBuilder().AddConfiguration(Configuration).AddJsonFile(Path.GetFullPath(file), optional: false).Build();
        }
        catch (InvalidDataException damaged)
        {
            throw new CallException($"{option}: {file} is no JSON object: {damaged.InnerException?.Message ?? damaged.Message}");
        }

        return other;
    }

    /// <summary>The moment the answer is for, now where none was given.</summary>
    public AsOf AsOf(IClock clock) => _asOf ?? Sdk.AsOf.At(clock.GetCurrentInstant(), Zone);

    /// <summary>A JSON file gives an array of folders, an environment variable a list as PATH is one.</summary>
    private static string[] Folders(IConfiguration configuration) => configuration["Plugins"] is { } list
        ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        : [.. configuration.GetSection("Plugins").GetChildren().Select(static folder => folder.Value).OfType<string>()];

    private static T Valid<T>(string option, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CrmException wrong)
        {
            throw new CallException($"{option}: {wrong.Message}");
        }
    }

    private static Duration Seconds(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) && seconds <= 3600
            ? Duration.FromMilliseconds((long)(seconds * 1000))
            : throw new CallException($"--wait: '{text}' is no number of seconds from 0 to 3600.");

    private static DateTimeZone ZoneOf(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new CallException($"--zone: '{id}' is no zone of the IANA database; give for example Asia/Shanghai or UTC.");
}
