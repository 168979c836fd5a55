using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weave.Hosting;

namespace Weave;

/// <summary>Adds a hub to an application.</summary>
public static class WeaveServiceCollectionExtensions
{
    /// <summary>
    /// Has the host open a hub when it starts, and drain and close it when it stops. Services take it as <see cref="Hub"/>, or as <see cref="HubSource"/> where they are made before the host has started.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says what the hub is to be: <c>o => o.UsePostgres(cs).ListenOn(port)</c>.</param>
    public static IServiceCollection AddWeave(this IServiceCollection services, Action<WeaveOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new WeaveOptions();
        configure(options);
        services.TryAddSingleton<HubSource>();
        services.AddSingleton(options);
        services.AddHostedService<HubService>();
        services.AddTransient(static provider => provider.GetRequiredService<HubSource>().Hub);
        return services;
    }
}
