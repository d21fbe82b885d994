using Crm.Sdk.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart;

// All that this run makes lies in one folder. Another one: dotnet run --project samples/Quickstart -- FOLDER
string folder = Path.GetFullPath(args is [var given, ..] ? given : Path.Combine(AppContext.BaseDirectory, "quickstart-data"));
try
{
    Directory.CreateDirectory(folder);
    HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddSingleton<Tour>();

    // The buyers of 1997 can be asked for no consent, and the sample is to run at any hour. A host keeps the standard policy, and records consents (ConsentDesk).
    builder.Services.AddSingleton(ContactPolicy.Standard with { Purposes = [new("marketing") { Consent = ConsentNeed.NotWithdrawn, Hours = null }] });

    builder.Services.AddCrm(crm => crm
        .UseSqlite($"Data Source={Path.Combine(folder, "crm.db")}")
        .AddPluginsFrom("plugins") // the retail rules and the file channel, as any vendor's plugins would lie there
        .ConfigurePlugin("crm.channels.local", "file:path", Path.Combine(folder, Tour.Messages)));

    using IHost host = builder.Build();
    await host.StartAsync();
    CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping; // Ctrl-C
    await host.Services.GetRequiredService<Tour>().RunAsync(folder, stopping);
    await host.StopAsync(CancellationToken.None);
    return 0;
}
catch (Exception e)
{
    Screen.Fail(e);
    return 1;
}
