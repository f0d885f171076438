import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A real Chromium. Where there is none, it is installed if we may; else throws with what to do. It needs no
 * screen and no network.
 */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })

const chromiumPath = (): string => {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there`)
    return named
  }
  const found = places.find((place) => existsSync(place)) ?? installed()
  if (found === undefined)
    throw new Error(
      'The board is tested in Chromium, and there is none: install it (on Debian and Ubuntu: apt-get install chromium) or name it by CHROMIUM_PATH.',
    )
  return found
}

/** Only the administrator of a machine with apt, such as a container, can install anything. */
const installed = (): string | undefined => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  try {
    for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
      execFileSync('apt-get', step, { stdio: 'ignore', timeout: 300_000 })
  } catch {
    return undefined
  }
  return places.find((place) => existsSync(place))
}
