import type { Chance } from '../hostile-day/chance.ts'
import type { Victim } from './report.ts'

/** What each round kills: within any three in a row from the first a node, the service process and a gateway. */
export const scheduleOf = (rounds: number, roll: Chance): readonly Victim[] => {
  const victims: Victim[] = []
  for (let first = 0; first < rounds; first += 3) {
    const node: Victim = (first / 3 + Math.floor(roll('node', 0) * 2)) % 2 === 0 ? 'leader' : 'follower'
    const three: Victim[] = [node, 'service', 'gateway']
    const turn = Math.floor(roll('turn', first) * 3)
    victims.push(...three.slice(turn), ...three.slice(0, turn))
  }
  return victims.slice(0, rounds)
}
