using Host.Accounts;
using Host.Startup;
using Microsoft.Extensions.Options;
using Workflows.Core.Organisation;
using Workflows.Runtime.People;

namespace Host.Demonstration;

/// <summary>What happens once, on an empty database: the demonstration, or without it one administrator, so that somebody can sign in.</summary>
internal sealed class FirstStart(HostArguments arguments, IPeople people, PeopleDesk desk, DemonstrationSetup demonstration, IOptions<DemonstrationSettings> settings, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private const string PasswordSetting = "Demo:Password";

    private string? _demonstrationPassword;
    private (string Id, string Password)? _administrator;
    private bool _passwordIsMadeUp;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (arguments.Demonstration && demonstration.IsNeeded)
        {
            var configured = settings.Value.Password;
            _passwordIsMadeUp = string.IsNullOrEmpty(configured);
            _demonstrationPassword = _passwordIsMadeUp ? PasswordMaker.Make() : configured;
            demonstration.Announce();
        }
        else if (people.All.Count == 0)
        {
            _administrator = ("admin", PasswordMaker.Make());
            await desk.AddAsync(new Person("admin", "系统管理员", null, "", [new RoleGrant(Roles.Administrator, "")], IsActive: true, Shell.Languages.Chinese), _administrator.Value.Password, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>The sign-ins to print, once the address is known; <see langword="null"/> when there is nothing new.</summary>
    public string? SignIns => this switch
    {
        { _demonstrationPassword: { } password } =>
            $"  演示账号 demonstration sign-ins: admin · owner · prefecture · county-1 … county-8 · lead-1 … lead-8 · station-1-1 …\n"
            + (_passwordIsMadeUp ? $"  密码 password for all: {password}   (只显示这一次 shown only this once; set {PasswordSetting} to choose it)" : $"  密码 password for all: as set in {PasswordSetting}"),
        { _administrator: { } administrator } =>
            $"  管理员 administrator: {administrator.Id}   密码 password: {administrator.Password}   (只显示这一次 shown only this once)",
        _ => null,
    };

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_demonstrationPassword is not { } password)
        {
            return;
        }

        await WaitForStartAsync(stoppingToken);
        await demonstration.RunAsync(password, stoppingToken);
    }

    private async Task WaitForStartAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }
}
